import { join } from 'node:path';
import type { GuardianPlan } from './guardian-plan.ts';

// Neo4j's own launcher scripts pass these; without the script they have to be given here.
const FLAGS = [
  '-XX:-OmitStackTraceInFastThrow',
  '-XX:+DisableExplicitGC',
  '-XX:ErrorFile=logs/java-crash-%p.log',
  '-Djdk.nio.maxCachedBufferSize=1024',
  '-Dio.netty.tryReflectionSetAccessible=true',
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '--add-opens=java.base/java.util.concurrent=ALL-UNNAMED',
  '--enable-native-access=ALL-UNNAMED',
  '-Dlog4j2.disable.jmx=true',
  '-Dfile.encoding=UTF-8',
];

const COLLECTOR = /^-XX:\+Use\w*GC$/;

/** Arguments of Java that run Neo4j in the home folder `root`. `archiveFlags` name a class-data archive, if any. */
export function buildNeo4jArguments(
  plan: GuardianPlan,
  root: string,
  archiveFlags: readonly string[],
): readonly string[] {
  return [
    `-Xms${Math.ceil(plan.heapMegabytes / 2)}m`,
    `-Xmx${plan.heapMegabytes}m`,
    ...(plan.jvmFlags.some((flag) => COLLECTOR.test(flag)) ? [] : ['-XX:+UseG1GC']),
    ...FLAGS,
    ...archiveFlags,
    ...plan.jvmFlags,
    '-cp',
    join(plan.jars, '*'),
    'org.neo4j.server.CommunityEntryPoint',
    `--home-dir=${root}`,
    `--config-dir=${join(root, 'conf')}`,
    '--console-mode',
  ];
}

/** Arguments of Java that run Neo4j's administration tool, which works on a stopped store only. */
export function buildAdminArguments(jars: string, command: readonly string[]): readonly string[] {
  return [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-cp',
    join(jars, '*'),
    'org.neo4j.cli.AdminTool',
    ...command,
  ];
}
