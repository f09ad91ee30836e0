import {createHash, randomBytes, randomUUID} from 'node:crypto';
import type {State} from '../foundation/state.ts';
import type {Principal} from './tokens.ts';

/** A service principal with its secret. */
interface ServicePrincipal extends Principal {
	clientId: string;
	clientSecret: string;
}

/** The public client with which the Azure command line and the SDK sign people in. */
export const publicClient = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const person = 'rehearsal@rehearsal.example';

/** Who can sign in: two service principals of one tenant, with secrets created on the first start, and one person, a guest in other tenants. */
export class Directory {
	readonly owner: ServicePrincipal;
	/** May look, may not change. */
	readonly reader: ServicePrincipal;
	readonly person: Principal;

	constructor(
		state: State,
		readonly tenantId: string,
		private readonly otherTenants: readonly string[] = [],
	) {
		const table = state.table<ServicePrincipal>('identity-principals');
		const keep = (role: Principal['role']): ServicePrincipal => {
			const kept = table.get(role) ?? create(tenantId, role);
			table.set(role, kept);
			return kept;
		};
		this.owner = keep('Owner');
		this.reader = keep('Reader');
		this.person = {tenantId, name: person, role: 'Owner', objectId: stableId(person)};
	}

	find(clientId: string): ServicePrincipal | undefined {
		return [this.owner, this.reader].find(principal => principal.clientId === clientId);
	}

	/** The id of the tenant that a path names by id, by domain, or by a word for whatever tenant the caller belongs to. */
	tenant(name: string): string | undefined {
		const lower = name.toLowerCase();
		const isHome = [this.tenantId, 'organizations', 'common', 'rehearsal.example'].includes(lower);
		return isHome ? this.tenantId : this.otherTenants.find(tenant => tenant === lower);
	}
}

function create(tenantId: string, role: Principal['role']): ServicePrincipal {
	const clientId = randomUUID();
	return {tenantId, role, clientId, name: clientId, objectId: randomUUID(), clientSecret: randomBytes(24).toString('base64url')};
}

function stableId(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
