/** How much of a scan and of a cluster travels to a window. No schema here, so that the window can import it cheaply. */

/** Rows of a scan: findings come first, then what is nearest to a miner. */
export const maxFileRows = 2000;

/** Members of a cluster, the nearest to its centre. */
export const maxShownMembers = 40;
