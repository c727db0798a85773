const CONFIRM = Symbol('siger:confirm');
interface Group<Message> extends Array<Message> {
  [CONFIRM]?: () => void;
}

/**
 * Messages that know their partition, grouped. kafkajs groups by `reduce`, its only use of it, and copies the list of a partition for
 * each of its messages; given the groups it has nothing left to do. `kafkajs-fixes.spec.ts` fails when it groups in another way.
 * Asked for anew by each of kafkajs' own tries, so that `confirm` is asked before every one of them: where it raises, none follows.
 */
export const grouped = <Message extends { partition: number }>(
  messages: Message[],
  confirm: () => void = () => {},
): Message[] => {
  const groups: Record<number, Group<Message>> = {};
  const empty = (): Group<Message> => Object.defineProperty([], CONFIRM, { value: confirm });
  for (const message of messages) (groups[message.partition] ??= empty()).push(message);
  return Object.defineProperty(messages, 'reduce', { value: () => (confirm(), groups) });
};

/** Between the groups and their request kafkajs may have connected to a broker, which takes its time. */
export const confirmAgain = (messages: Group<unknown>) => messages[CONFIRM]?.();
