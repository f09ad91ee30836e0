import {randomUUID} from 'node:crypto';
import refusals from '../../../assets/sandbox/sign-in-refusals.json' with {type: 'json'};
import type {Answer} from '../foundation/https.ts';

const known: Record<string, {status: number; error: string; number: number; message: string}> = refusals;

/** The identity platform says no; every number has its OAuth word. */
export class SignInRefusal extends Error {
	override readonly name = 'SignInRefusal';

	constructor(
		readonly status: number,
		/** `invalid_client`, `authorization_pending` … */
		readonly error: string,
		/** 7000215 is shown as AADSTS7000215. */
		readonly number: number,
		message: string,
	) {
		super(message);
	}

	/** The refusal that a fault names, by its AADSTS number or OAuth word. */
	static named(name: string): SignInRefusal {
		const found = known[name];
		if (!found) {
			throw new Error(`no refusal ${name}`);
		}

		return new SignInRefusal(found.status, found.error, found.number, found.message);
	}

	get answer(): Answer {
		const trace = randomUUID();
		const correlation = randomUUID();
		const timestamp = new Date().toISOString().replace('T', ' ').replace(/\.\d+/, '');
		return {
			status: this.status,
			body: {
				error: this.error,
				error_description: `AADSTS${this.number}: ${this.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
				error_codes: [this.number],
				timestamp,
				trace_id: trace,
				correlation_id: correlation,
				error_uri: `https://login.microsoftonline.com/error?code=${this.number}`,
			},
		};
	}
}
