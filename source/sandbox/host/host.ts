import {randomBytes, X509Certificate} from 'node:crypto';
import {defaultRelease, releaseParts} from '../../deployment/releases.ts';
import type {HostReport, HostUnit, UnitReport} from '../../host/protocol.ts';
import type {Faults} from '../foundation/faults.ts';
import type {Latency} from '../foundation/latency.ts';
import {unitDefinitions} from './definitions.ts';
import type {HostMemory} from './memory.ts';

export interface HostOptions {
	memory: HostMemory;
	faults: Faults;
	latency: Latency;
	/** PEM of authorities that the machine trusts. */
	trusted: string[];
	/** The placeholder certificate, PEM. */
	placeholder: {key: string; chain: string};
	/** Aborts when the machine goes down. */
	signal: AbortSignal;
}

/** The running machine, as its units, its operations and its site see it. */
export class Host {
	readonly memory: HostMemory;
	readonly faults: Faults;
	readonly latency: Latency;
	readonly trusted: string[];
	readonly signal: AbortSignal;
	/** What port 80 answers under `/.well-known/acme-challenge/`, by token. */
	readonly challengeAnswers = new Map<string, string>();
	/** The file behind port 80 that no other machine has; its name is its content. */
	readonly probe = `wasper-${randomBytes(16).toString('hex')}`;
	/** Who works on the whole machine, and why. */
	lock: HostReport['lock'];
	readonly #placeholder: {key: string; chain: string};

	constructor({memory, faults, latency, trusted, placeholder, signal}: HostOptions) {
		this.memory = memory;
		this.faults = faults;
		this.latency = latency;
		this.trusted = trusted;
		this.signal = signal;
		this.#placeholder = placeholder;
	}

	/** Whether nginx is there to answer at all. */
	get servesWeb(): boolean {
		return this.memory.unit('stack') !== undefined;
	}

	get healthy(): boolean {
		return this.unit('stack').state === 'ok';
	}

	/** The certificate that the site shows now, PEM. */
	get certificate(): {key: string; chain: string} {
		return this.memory.disk.certificate ?? this.#placeholder;
	}

	/** The release set that runs, or will: a database keeps the one that wrote it. */
	get release(): string {
		return this.memory.disk.release ?? this.memory.machine.settings?.release ?? defaultRelease;
	}

	/** Of the application. */
	get version(): string {
		return releaseParts(this.release).version;
	}

	/** What inspect says of a unit. */
	unit(unit: HostUnit): UnitReport {
		const kept = this.memory.unit(unit);
		if (!kept) {
			return {state: 'absent', evidence: unitDefinitions[unit].absent};
		}

		if (unit === 'stack' && this.memory.machine.stopped) {
			return {
				state: 'broken',
				evidence: 'the containers are stopped',
				cause: 'Somebody stopped the application with `wasperctl stop`.',
			};
		}

		return unit === 'tls' ? this.#tls(kept) : kept;
	}

	#tls(kept: UnitReport): UnitReport {
		const {certificate} = this.memory.disk;
		const domain = this.memory.machine.settings?.domain;
		const held = certificate && new X509Certificate(certificate.chain);
		if (!held || new Date(held.validTo) <= new Date()) {
			return {state: 'broken', evidence: 'no valid certificate', cause: 'The certificate is missing or has expired.'};
		}

		return domain && !held.checkHost(domain)
			? {
					state: 'drifted',
					evidence: `certificate is for ${held.subjectAltName ?? 'another name'}`,
					cause: `The site is to be ${domain} now.`,
				}
			: kept;
	}
}
