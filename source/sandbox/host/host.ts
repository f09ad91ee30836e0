import {randomBytes, X509Certificate} from 'node:crypto';
import {defaultRelease, releaseParts} from '../../deployment/releases.ts';
import {hostServices} from '../../host/operations.ts';
import {type HostReport, type HostUnit, type UnitFinding, type UnitReport} from '../../host/protocol.ts';
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

/** The running machine, shared by its units, its operations and its site. */
export class Host {
	readonly memory: HostMemory;
	readonly faults: Faults;
	readonly latency: Latency;
	readonly trusted: string[];
	readonly signal: AbortSignal;
	/** The challenge files on port 80, by token. */
	readonly challengeAnswers = new Map<string, string>();
	/** The file on port 80 that no other machine has; its name is its content. */
	readonly probe = `wasper-${randomBytes(16).toString('hex')}`;
	/** Who has locked the machine, and why. */
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

	/** Whether nginx is running. */
	get servesWeb(): boolean {
		return this.memory.unit('stack') !== undefined;
	}

	get healthy(): boolean {
		return this.unit('stack').findings.length === 0;
	}

	/** The certificate that the site serves now, PEM. */
	get certificate(): {key: string; chain: string} {
		return this.memory.disk.certificate ?? this.#placeholder;
	}

	/** The release set in use: an existing database keeps the one that created it. */
	get release(): string {
		return this.memory.disk.release ?? this.memory.machine.settings?.release ?? defaultRelease;
	}

	/** Of the application. */
	get version(): string {
		return releaseParts(this.release).version;
	}

	/** The report of a unit. */
	unit(unit: HostUnit): UnitReport {
		const applied = this.memory.unit(unit);
		const findings = applied ? this.#findings(unit) : [absent(unit)];
		const evidence = findings.length === 0 ? applied?.evidence : findings.map(finding => finding.evidence).join('; ');
		return {evidence: evidence ?? '', findings};
	}

	/** What has become wrong with a unit since it was applied. */
	#findings(unit: HostUnit): UnitFinding[] {
		if (unit === 'stack' && this.memory.machine.stopped) {
			const containers = hostServices.map(name => `${name} (exited/unhealthy)`).join(' ');
			return [
				{
					code: 'host.stack.not-healthy',
					state: 'broken',
					evidence: `not healthy: ${containers}`,
					cause: `These containers are not healthy: ${containers}.`,
				},
			];
		}

		return unit === 'tls' ? this.#certificateFindings() : [];
	}

	#certificateFindings(): UnitFinding[] {
		const {certificate} = this.memory.disk;
		if (!certificate) {
			return [absent('tls')];
		}

		const findings: UnitFinding[] = [];
		const x509 = new X509Certificate(certificate.chain);
		const expires = new Date(x509.validTo);
		if (expires <= new Date()) {
			const evidence = `expired at ${expires.toISOString()}`;
			findings.push({code: 'host.tls.expired', state: 'broken', evidence, cause: 'The certificate has expired.'});
		}

		const domain = this.memory.machine.settings?.domain;
		if (domain && !x509.checkHost(domain)) {
			const evidence = `for another domain: ${(x509.subjectAltName ?? '').replaceAll(/DNS:|,/g, '')}`;
			findings.push({code: 'host.tls.other-name', state: 'drifted', evidence, cause: `The certificate is not for ${domain}.`});
		}

		return findings;
	}
}

function absent(unit: HostUnit): UnitFinding {
	const {code, evidence} = unitDefinitions[unit].absent;
	return {code: `host.${unit}.${code}`, state: 'absent', evidence};
}
