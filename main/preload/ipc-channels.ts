/** Names of the two channels between the window and its host. */
export const requestChannel = 'kanaria:request';
export const eventChannel = 'kanaria:event';
