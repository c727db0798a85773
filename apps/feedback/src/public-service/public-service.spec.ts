import { describe, expect, it } from '@jest/globals';
import { fact, publicServiceChanged, publicServiceRegistered } from '@siger/contracts';
import { aPublicService } from './public-service.fixture.js';
import { describeAs, register, setOpen } from './public-service.js';

describe('register', () => {
  it('offers the service to citizens from today on', () => {
    const { unitId, name, id } = aPublicService();

    const { state, facts } = register(id, { unitId, name }, '2026-01-01');

    expect(state).toEqual(aPublicService());
    expect(facts).toEqual([fact(publicServiceRegistered, { publicServiceId: id, unitId, since: '2026-01-01' })]);
  });
});

describe('setOpen', () => {
  it('closes the survey and says so', () => {
    const service = aPublicService();

    const { state, facts } = setOpen(service, false);

    expect(state.open).toBe(false);
    expect(facts).toEqual([fact(publicServiceChanged, { publicServiceId: service.id, open: false })]);
  });

  it('is silent when nothing changes', () => {
    expect(setOpen(aPublicService(), true).facts).toEqual([]);
  });
});

describe('describeAs', () => {
  it('renames and says that the service changed', () => {
    expect(describeAs(aPublicService(), 'Legalisir', null)).toMatchObject({ state: { name: 'Legalisir' }, facts: [{}] });
  });

  it('is silent when nothing changes', () => {
    expect(describeAs(aPublicService(), 'Legalisasi ijazah', null).facts).toEqual([]);
  });
});
