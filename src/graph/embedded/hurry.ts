import type { Settings } from '../../settings.ts';
import { buildLayout } from './layout.ts';
import { hasStore } from './store.ts';

/**
 * Settings under which the first start on an empty home is up and filled soonest: Java compiles quickly rather than
 * well, which on two cores is a third of the work. Every later start compiles well; what JINGWEI_NEO4J_JVM says counts.
 */
export function hurryFirstStart(settings: Settings): Settings {
  if (hasStore(buildLayout(settings.home))) return settings;
  const { neo4j } = settings;
  return { ...settings, neo4j: { ...neo4j, jvmFlags: ['-XX:TieredStopAtLevel=1', ...neo4j.jvmFlags] } };
}
