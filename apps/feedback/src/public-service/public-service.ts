import { changed, fact, publicServiceChanged, publicServiceRegistered } from '@siger/contracts';

export type PublicService = Readonly<{
  id: string;
  version: number;
  unitId: string;
  name: string;
  description: string | null;
  /** Whether citizens can answer its survey. */
  open: boolean;
  since: string;
}>;

export type Description = Readonly<{ unitId: string; name: string; description?: string }>;

export const register = (id: string, { unitId, name, description }: Description, today: string) =>
  changed<PublicService>(
    { id, version: 1, unitId, name, description: description ?? null, open: true, since: today },
    fact(publicServiceRegistered, { publicServiceId: id, unitId, since: today }),
  );

export const describeAs = (service: PublicService, name: string, description: string | null) =>
  service.name === name && service.description === description ? changed(service) : restated({ ...service, name, description });

export const setOpen = (service: PublicService, open: boolean) =>
  service.open === open ? changed(service) : restated({ ...service, open });

const restated = (service: PublicService) =>
  changed(service, fact(publicServiceChanged, { publicServiceId: service.id, open: service.open }));
