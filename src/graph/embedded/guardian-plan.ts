import { z } from 'zod';

/** What a client hands to the guardian that it starts. Holds no secret: a command line is readable by everyone. */
const planSchema = z.object({
  home: z.string(),
  javaCommand: z.string(),
  /** Folder of Neo4j's jars. */
  jars: z.string(),
  /** File of the class-data archive; it may not exist yet. */
  archive: z.string(),
  heapMegabytes: z.number().int(),
  pageCacheMegabytes: z.number().int(),
  jvmFlags: z.array(z.string()).readonly(),
  replanMinutes: z.number().int(),
  /** 0 chooses. */
  port: z.number().int(),
});

export type GuardianPlan = Readonly<z.infer<typeof planSchema>>;

export function parseGuardianPlan(text: string): GuardianPlan {
  return planSchema.parse(JSON.parse(text));
}
