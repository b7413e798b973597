import type { WebhookDeliveryState } from '../../gql/schema.ts';

export const deliveryStates: readonly WebhookDeliveryState[] = ['PENDING', 'SUCCEEDED', 'FAILED'];
