import { parseGuardianPlan } from './guardian-plan.ts';
import { runGuardian } from './run-guardian.ts';

// Entry point of the guardian process; `openEmbedded` starts it with its plan as the only argument.
await runGuardian(parseGuardianPlan(process.argv[2] ?? ''));
process.exit();
