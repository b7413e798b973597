import { Word } from '../words/word.tsx';

/** The platform's jobs have names such as `draft_assessments`; people have none like that. */
const JOB = /^[a-z]+(_[a-z]+)+$/;

/** Who did it: a person, or the platform. */
export function Actor({ name }: { name: string }) {
  return JOB.test(name) ? <Word of="ActorSide" is="SYSTEM" /> : name;
}
