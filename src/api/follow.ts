import type { GraphQLResolveInfo } from 'graphql';
import { PRESENT } from '../as-of.ts';
import type { LinkModel } from '../correlate/link.ts';
import { JingweiError } from '../errors.ts';
import { getDataset, loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { DepartmentModel } from '../intake/dataset-model.ts';
import type { DeliveryModel } from '../intake/delivery-model.ts';
import { type AttributeModel, type MentionModel, toAttributes } from '../intake/mention.ts';
import type { RecordRef } from '../intake/record.ts';
import type { Connection, PageArguments } from '../page.ts';
import { getUse, isFit } from '../reconcile/confirmations/confirmation-policy.ts';
import type { ClaimModel } from '../resolve/claim.ts';
import type { EntityModel } from '../resolve/entity.ts';
import { type EntityEventModel, findEntityEvents } from '../resolve/entity-events.ts';
import type { ConfirmationState } from '../resolve/values/confirmation.ts';
import type { RequestContext } from './context.ts';
import { maySee } from './dataset-access.ts';
import { findDelivery } from './find-node.ts';
import { tellAttributes, tellClaims } from './withheld.ts';

/** The entity that a mention refers to; null when it has ended. */
export async function findEntityOfMention(
  context: RequestContext,
  { id, asOf }: MentionModel,
): Promise<EntityModel | null> {
  const loaders = context.loaders(asOf);
  const entity = await loaders.mentionEntities.load(id);
  return entity === null ? null : loaders.entities.load(entity);
}

/** How many mentions an entity is made of, counted now where it was listed without. */
export async function countEvidenceOf(
  context: RequestContext,
  { id, asOf, evidence }: EntityModel,
): Promise<number> {
  return evidence ?? context.loaders(asOf).evidence.load(id);
}

/** The newest delivery of a dataset, if the caller may see it. */
export async function findLatestDelivery(
  context: RequestContext,
  dataset: string,
): Promise<DeliveryModel | null> {
  const id = await context.loaders(PRESENT).latestDeliveries.load(dataset);
  return id === null ? null : findDelivery(context, id);
}

/** The deliveries of a dataset, newest first; none that the caller may not see. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listDeliveriesOf(
  context: RequestContext,
  dataset: string,
  args: PageArguments,
): Promise<Connection<DeliveryModel>> {
  return context.loaders(PRESENT).sourceLists.deliveries(dataset, args, await maySee(context, dataset));
}

/** The attributes of a mention, read now where they were not read along. Throws NOT_FOUND when it is gone. */
export async function listAttributesOf(
  context: RequestContext,
  mention: MentionModel,
  info: Pick<GraphQLResolveInfo, 'path'> | null,
): Promise<readonly AttributeModel[]> {
  if (info !== null) tellAttributes(context, info, mention);
  const { id, asOf, attributes } = mention;
  if (attributes !== null) return toAttributes(context, mention, attributes);
  const read = await context.loaders(asOf).mentions.load(id);
  if (read === null) throw new JingweiError('NOT_FOUND', { kind: 'mention', id });
  return toAttributes(context, read, read.attributes ?? '[]');
}

/** What narrows the claims about an entity; what is left out does not. */
export interface ClaimArguments {
  readonly attributes?: readonly string[] | null | undefined;
  readonly confirmation?: readonly ConfirmationState[] | null | undefined;
  /** A use that a policy declares: only what may be used for it. */
  readonly fitFor?: string | null | undefined;
}

/** The claims about an entity, all or some. Throws BAD_INPUT, POLICY_INVALID. */
export async function listClaimsOf(
  context: RequestContext,
  { id, asOf, kind }: EntityModel,
  { attributes, confirmation, fitFor }: ClaimArguments,
  info: Pick<GraphQLResolveInfo, 'path'>,
): Promise<readonly ClaimModel[]> {
  const { attributes: known } = await loadCatalogue(context);
  const { policies } = context.settings.access;
  const use = fitFor == null ? null : await getUse(policies, fitFor, { kinds: [kind], attributes: known });
  const claims = tellClaims(context, info, await context.loaders(asOf).claims.load(id));
  return claims.filter(
    (claim) =>
      (attributes == null || attributes.includes(claim.attribute)) &&
      (confirmation == null || confirmation.includes(claim.confirmation.state)) &&
      (use === null || isFit(use, kind, claim)),
  );
}

/** The departments whose datasets mention an entity, in order of their ids. */
export async function listDepartmentsOf(
  context: RequestContext,
  { id, asOf }: EntityModel,
): Promise<readonly DepartmentModel[]> {
  const ids = await context.loaders(asOf).entityDatasets.load(id);
  const datasets = await Promise.all(ids.map((dataset) => getDataset(context, dataset)));
  const departments = new Map(datasets.map(({ department }) => [department.id, department]));
  return [...departments.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}

/**
 * What a delivery did to entities that the caller may see; the bureau is told of others too, without their names. That a
 * mention joined an entity that it may not see would tell an app or a department whom others know.
 */
export async function listEventsOf(
  context: RequestContext,
  delivery: string,
): Promise<readonly EntityEventModel[]> {
  const events = await findEntityEvents(context, delivery);
  if (context.caller.role === 'bureau') return events;
  const { entities } = context.loaders(PRESENT);
  const seen = await Promise.all(events.map(({ entity }) => entities.load(entity)));
  return events.filter((_, index) => seen[index] !== null);
}

/** The first records that say a link. Throws BAD_INPUT. */
export async function listRecordsOf(
  context: RequestContext,
  link: LinkModel,
  first: number,
): Promise<readonly RecordRef[]> {
  const { maxPage } = context.settings.limits;
  if (first < 1 || first > maxPage)
    throw new JingweiError('BAD_INPUT', { reason: `first is not from 1 to ${maxPage}`, argument: 'first' });
  const ids = await context.loaders(link.asOf).lists.recordsOfLink(link, first);
  return ids.map((id) => ({ id, asOf: link.asOf, dataset: link.dataset }));
}

/** Those of some mentions that the caller may see, in their order. */
export async function listVisibleMentions(
  context: RequestContext,
  ids: readonly string[],
): Promise<readonly MentionModel[]> {
  const { mentions } = context.loaders(PRESENT);
  const found = await Promise.all(ids.map((id) => mentions.load(id)));
  return found.filter((mention) => mention !== null);
}

/** Those of some entities that the caller may know of. */
export async function listVisibleEntities(
  context: RequestContext,
  ids: readonly string[],
): Promise<readonly EntityModel[]> {
  const { entities } = context.loaders(PRESENT);
  const found = await Promise.all(ids.map((id) => entities.load(id)));
  return found.filter((entity) => entity !== null);
}
