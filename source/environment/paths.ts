import {join} from 'node:path';
import envPaths from 'env-paths';

const {config, data, log} = envPaths('create-wasper-azure', {suffix: ''});

/** What this computer keeps about deployments and machines. */
export const configFolder = config;

/** Where logs of runs go unless --log-file says otherwise: the system's place for logs of programs. */
export const logFolder = log;

/** Where the sandbox keeps its state unless --sandbox-state says otherwise. */
export const defaultSandboxState = join(data, 'sandbox');

/** Folder of what this computer keeps about the deployment at `domain`; all of it can be lost. */
export function deploymentFolder(domain: string): string {
	return join(config, domain);
}
