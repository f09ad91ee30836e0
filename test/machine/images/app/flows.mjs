// One call with the work of a real one: the session's user and identity, the project, then a page of flows with their
// latest versions, each asked of PostgreSQL after the other. What a framework and an ORM would add is left out.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';

/** Makes the tables and a hundred flows of three versions, each with a trigger of about a kilobyte. */
export const tables = `
	create table if not exists member (id int primary key, identity int, status text);
	create table if not exists identity (id int primary key, verified boolean);
	create table if not exists project (id int primary key, owner int);
	insert into member values (1, 1, 'ACTIVE') on conflict do nothing;
	insert into identity values (1, true) on conflict do nothing;
	insert into project values (1, 1) on conflict do nothing;
	create table if not exists flow (id int primary key, status text, created timestamptz default now());
	create table if not exists flow_version (id int primary key, flow_id int, display_name text, trigger jsonb, created timestamptz default now());
	create index if not exists flow_version_of on flow_version (flow_id, id desc);
	insert into flow select id, 'ENABLED' from generate_series(1, 100) id on conflict do nothing;
	insert into flow_version select id, 1 + id % 100, 'Flow ' || id, jsonb_build_object('type', 'WEBHOOK', 'settings', jsonb_build_object('input', (select jsonb_agg(md5(id::text || step)) from generate_series(1, 24) step)))
		from generate_series(1, 300) id on conflict do nothing;`;

const one = (table, id) => `select to_jsonb(found) from ${table} found where id = ${Number(id)};`;
const page = 10;
const query = cursor =>
	`select jsonb_agg(found) from (
	select flow.*, to_jsonb(version) as version from flow
	join lateral (select * from flow_version where flow_id = flow.id order by id desc limit 1) version on true
	where flow.id > ${cursor} order by flow.id limit ${page}) found;`.replaceAll(/\s+/g, ' ');

/** Kept connections, as a driver keeps them: one psql each, that answers a line for a line. */
export class Connections {
	#connections = [];
	#next = 0;

	constructor(count, psqlArguments, environment) {
		for (let index = 0; index < count; index++) {
			const child = spawn('psql', psqlArguments, {env: environment, stdio: ['pipe', 'pipe', 'inherit']});
			const waiting = [];
			createInterface({input: child.stdout}).on('line', line => waiting.shift()?.resolve(line ? JSON.parse(line) : undefined));
			child.stdin.on('error', () => {});
			child.once('close', () => {
				this.#connections = this.#connections.filter(connection => connection.child !== child);
				for (const {reject} of waiting) {
					reject(new Error('The connection ended.'));
				}
			});
			this.#connections.push({child, waiting});
		}
	}

	/** The next page of flows after the one with this id, as the API hands it out. */
	async flows(cursor) {
		const user = await this.#ask(one('member', 1));
		const identity = await this.#ask(one('identity', user.identity));
		const project = await this.#ask(one('project', 1));
		if (user.status !== 'ACTIVE' || !identity.verified || project.owner !== user.id) {
			throw new Error('The session has ended.');
		}

		const data = (await this.#ask(query(cursor))) ?? [];
		return {data, next: data.length === page ? data.at(-1).id : null, previous: cursor || null};
	}

	#ask(text) {
		const connection = this.#connections[this.#next++ % this.#connections.length];
		return new Promise((resolve, reject) => {
			if (!connection) {
				throw new Error('No connection is left.');
			}

			connection.waiting.push({resolve, reject});
			connection.child.stdin.write(`${text}\n`);
		});
	}

	get open() {
		return this.#connections.length > 0;
	}

	close() {
		for (const {child} of this.#connections) {
			child.stdin.end();
		}
	}
}
