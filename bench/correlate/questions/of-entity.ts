import type { During } from '../../../src/as-of.ts';
import type { Question } from '../../questions/question.ts';
import { describePresences, PAGE, subjectDuring } from '../presence-answer.ts';

const PRESENCE = `query PresenceAt($id: ID!, $during: During!) {
  presence(place: $id, during: $during, first: 50) ${PAGE}
}`;
const TIMELINE = `query Timeline($id: ID!, $during: During!) {
  timeline(entity: $id, during: $during, first: 50) ${PAGE}
}`;

/** What was at a place over some years. */
export function askPresenceAtPlace(places: readonly string[], years: During): Question {
  return {
    ...{ name: 'presence at a place', graphql: PRESENCE, statement: 'correlate/of-entity' },
    subjects: places.map((id) => subjectDuring(years, { id }, { id })),
    ...describePresences('presence', years),
  };
}

/** A page of the timeline of an entity that is seen often. */
export function askTimeline(entities: readonly string[], years: During): Question {
  return {
    ...{ name: 'timeline page', graphql: TIMELINE, statement: 'correlate/of-entity' },
    subjects: entities.map((id) => subjectDuring(years, { id }, { id })),
    ...describePresences('timeline', years),
  };
}
