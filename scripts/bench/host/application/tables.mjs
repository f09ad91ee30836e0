// What a page of flows is made of, with the columns of the real tables, in a schema of its own.
import {EntitySchema} from 'typeorm';

const text = {type: String, nullable: true};
const json = {type: 'jsonb', nullable: true};
const common = {
	id: {type: String, length: 21, primary: true},
	created: {type: 'timestamp with time zone', createDate: true},
	updated: {type: 'timestamp with time zone', updateDate: true},
};
const table = (name, columns, more = {}) => new EntitySchema({name, schema: 'bench', columns: {...common, ...columns}, ...more});
const columns = names => Object.fromEntries(names.split(' ').map(name => [name, text]));

export const tables = [
	table('user', columns('status externalId platformId platformRole identityId')),
	table('identity', {...columns('email firstName lastName password tokenVersion'), verified: {type: Boolean}}),
	table('project', columns('displayName ownerId platformId externalId')),
	table('flow', {...columns('projectId folderId status externalId publishedVersionId'), metadata: json}),
	table(
		'flow_version',
		{
			...columns('flowId displayName schemaVersion updatedBy state'),
			trigger: json,
			connectionIds: {type: String, array: true},
			valid: {type: Boolean},
		},
		{indices: [{columns: ['flowId', 'created']}]},
	),
	table('trigger_source', {
		...columns('flowId projectId type'),
		schedule: json,
		deleted: {type: 'timestamp with time zone', nullable: true},
	}),
];

/** One owner with a project of a hundred flows, each of three versions whose trigger is about a kilobyte. */
export async function fill(database) {
	const save = async (name, rows) => database.getRepository(name).save(rows);
	await save('identity', {id: 'identity', email: 'ada@example.com', tokenVersion: 'first', verified: true});
	await save('user', {id: 'user', status: 'ACTIVE', platformId: 'platform', platformRole: 'ADMIN', identityId: 'identity'});
	await save('project', {id: 'project', displayName: 'Project', ownerId: 'user', platformId: 'platform'});
	const flows = Array.from({length: 100}, (_, index) => `flow-${index}`);
	await save(
		'flow',
		flows.map(id => ({id, projectId: 'project', status: 'ENABLED', externalId: id})),
	);
	const input = Array.from({length: 24}, (_, step) => `value ${step} `.padEnd(32, 'x'));
	await save(
		'flow_version',
		flows.flatMap(flowId =>
			['a', 'b', 'c'].map(version => ({
				id: `${flowId}-${version}`,
				flowId,
				displayName: flowId,
				schemaVersion: '8',
				state: 'DRAFT',
				trigger: {type: 'WEBHOOK', settings: {input}},
				connectionIds: ['one', 'two'],
				valid: true,
			})),
		),
	);
}
