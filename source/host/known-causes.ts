import acme from '../../assets/errors/acme.json' with {type: 'json'};
import app from '../../assets/errors/app.json' with {type: 'json'};
import docker from '../../assets/errors/docker.json' with {type: 'json'};
import {type ErrorEntry, explainRecognised, recognise} from '../errors/error-table.ts';
import type {OperatorError} from '../errors/kinds.ts';
import type {ApplyEvent, HostUnit} from './protocol.ts';

/** Error tables of the programs that a unit runs. */
const tables: Partial<Record<HostUnit, ErrorEntry[]>> = {
	docker,
	images: docker,
	stack: [...app, ...docker],
	tls: acme,
	owner: app,
};

/**
 * Why certbot, Docker or the application made a unit fail, if its last lines tell; undefined if they don't.
 * `outcome` is the one of the unit's error code.
 */
export function knownCause({unit, cause, evidence = []}: Extract<ApplyEvent, {type: 'error'}>, outcome: string): OperatorError | undefined {
	const known = recognise(tables[unit] ?? [], [{code: '', message: [...evidence, cause].join('\n')}]);
	return known && explainRecognised(known, {outcome, evidence: [cause, ...evidence]});
}
