import {check} from './check/program.ts';
import {repair} from './repair/program.ts';
import {setup} from './setup/program.ts';
import {teardown} from './teardown/program.ts';

/** Every program of a deployment in Azure, by its id. To add one is to add a folder and a line. */
export const programs = {setup, repair, check, teardown};
