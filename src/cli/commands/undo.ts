import type { Command } from 'commander';
import { undoDelivery } from '../../intake/undo-delivery.ts';
import type { RunCommand } from '../run-command.ts';
import { addDeliveryCommand } from './delivery-command.ts';

export function addUndo(program: Command, run: RunCommand): void {
  addDeliveryCommand(program, run, {
    name: 'undo',
    summary: 'take back a delivery',
    description:
      'Takes back everything that the latest delivery of a dataset stated; what was known meanwhile stays readable as of then.',
    work: undoDelivery,
  });
}
