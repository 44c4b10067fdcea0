/** In place of a cluster's name, where something is said of an account as a whole. No name of a cluster is like it. */
export const everyCluster = '*';
