// What kinds of jobs need, beside the program that all of them need.

/** Whether a job is on networks. @param {{ name?: string }} job */
export const isOnNetworks = ({ name = '' }) => ['training', 'solution', 'around', 'entry'].includes(name);

/** The file of data that a job needs, by its name. @param {{ name?: string, data?: string }} job */
export const dataOf = (job) => (isOnNetworks(job) && job.data === 'mnist' ? 'mnist' : undefined);

/** Whether a job is to fetch such a file. @param {{ name?: string }} job */
export const isFetch = ({ name }) => name === 'file';
