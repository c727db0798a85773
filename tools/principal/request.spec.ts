import { describe, expect, it } from '@jest/globals';
import { openTopics } from '@siger/contracts';
import { requestOf } from './request.ts';

const asked = (line: string) => requestOf(line.split(' ').filter(Boolean));

describe('a request for a principal', () => {
  it('is for the topics without personal data unless it names others', () => {
    expect(asked('issue bps-lampung')).toEqual({ verb: 'issue', name: 'bps-lampung', reads: openTopics });
    const named = asked('issue bps-lampung --topics unit.snapshot,unit.events');
    expect(named).toEqual({ verb: 'issue', name: 'bps-lampung', reads: ['unit.events', 'unit.snapshot'] });
    expect(asked('revoke bps-lampung')).toEqual({ verb: 'revoke', name: 'bps-lampung' });
    expect(asked('list')).toEqual({ verb: 'list' });
  });

  it.each([
    ['', /^npm run principal -- issue/],
    ['make bps', /^npm run principal -- issue/],
    ['issue', /Say the name/],
    ['issue bps --all', /^npm run principal -- issue/],
    ['issue Bps', /"Bps" is no name of a principal/],
    ['issue *', /"\*" is no name/],
    ['issue admin', /is a principal of Siger itself/],
    ['revoke training', /is a principal of Siger itself/],
    ['issue unit', /Topics or groups of Siger begin with unit; take a name of the reader/],
    ['issue platform --topics unit.events', /begin with platform/],
    ['issue notifications', /begin with notifications/],
    ['issue bps --topics unit.event', /no topic "unit\.event"; there are: unit\.events/],
    ['issue bps --topics', /no topic ""/],
  ])('is refused with what to do: %s', (line, reason) => {
    expect(() => asked(line)).toThrow(reason);
  });

  it('is refused the name that the environment puts before its own, and may take back what has such a name', () => {
    expect(() => requestOf(['issue', 'staging'], 'staging.')).toThrow(/begin with staging; take/);
    expect(requestOf(['issue', 'staging'], 'production.')).toMatchObject({ name: 'staging' });
    expect(asked('revoke unit')).toEqual({ verb: 'revoke', name: 'unit' });
  });
});
