/**
 * Messages that know their partition, grouped. kafkajs groups by `reduce`, its only use of it, and copies the list of a partition for
 * each of its messages; given the groups it has nothing left to do. `kafkajs-fixes.spec.ts` fails when it groups in another way.
 */
export const grouped = <Message extends { partition: number }>(messages: Message[]): Message[] => {
  const groups: Record<number, Message[]> = {};
  for (const message of messages) (groups[message.partition] ??= []).push(message);
  return Object.defineProperty(messages, 'reduce', { value: () => groups });
};
