import type { ComponentType, LazyExoticComponent } from 'react';
import type { ActTicketFragment } from './act.gql.ts';

/** What a form gets that does something with a ticket; what else it needs of the ticket it asks for itself. */
export type ActProps = {
  ticket: ActTicketFragment;
  /** It was done: the form goes. */
  onDone: () => void;
  /** Nothing was done: the form goes. */
  onCancel: () => void;
};

export type Act = {
  form: LazyExoticComponent<ComponentType<ActProps>>;
  /** Moves things on: the first button. */
  primary?: boolean;
  danger?: boolean;
  /** Always in the menu. */
  rare?: boolean;
  /** A key on the ticket's page, such as `a`. */
  keys?: string;
  /** For forms with more than a few fields. */
  wide?: boolean;
};
