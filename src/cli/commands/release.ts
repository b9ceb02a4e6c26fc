import type { Command } from 'commander';
import { releaseDelivery } from '../../intake/held-delivery.ts';
import type { RunCommand } from '../run-command.ts';
import { addDeliveryCommand } from './delivery-command.ts';

export function addRelease(program: Command, run: RunCommand): void {
  addDeliveryCommand(program, run, {
    name: 'release',
    summary: 'apply a held delivery',
    description: 'Applies a delivery that was held, after a person looked at it.',
    work: releaseDelivery,
  });
}
