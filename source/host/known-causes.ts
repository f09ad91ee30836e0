import acme from '../../assets/errors/acme.json' with {type: 'json'};
import app from '../../assets/errors/app.json' with {type: 'json'};
import docker from '../../assets/errors/docker.json' with {type: 'json'};
import {type ErrorEntry, explainRecognised, recognise} from '../errors/error-table.ts';
import type {OperatorError} from '../errors/kinds.ts';
import type {ApplyEvent, HostUnit} from './protocol.ts';

/** Programs that speak through a unit. */
const speakers: Partial<Record<HostUnit, ErrorEntry[]>> = {
	docker,
	images: docker,
	stack: [...app, ...docker],
	tls: acme,
	owner: app,
};

/**
 * Why certbot, Docker or the application made a unit fail, where its last lines tell; undefined where they don't.
 * `outcome` is what became of the work as the unit's code says it.
 */
export function knownCause({unit, cause, evidence = []}: Extract<ApplyEvent, {type: 'error'}>, outcome: string): OperatorError | undefined {
	const known = recognise(speakers[unit] ?? [], [{code: '', message: [...evidence, cause].join('\n')}]);
	return known && explainRecognised(known, {outcome, evidence: [cause, ...evidence]});
}
