// One call of the real application, made with its own libraries: Fastify, a signed session, and TypeORM on PostgreSQL.
// As there, every call checks the session's user, identity and project; a page of flows is one more query, which joins
// each flow with its latest version and its trigger. What the real one does beside that is left out.
import 'reflect-metadata';
import fastify from 'fastify';
import jsonwebtoken from 'jsonwebtoken';
import pg from 'pg';
import {DataSource, In} from 'typeorm';
import {fill, tables} from './tables.mjs';

const {env} = process;
const pageSize = 10;
const database = await new DataSource({
	type: 'postgres',
	driver: pg,
	host: env.AP_POSTGRES_HOST,
	port: Number(env.AP_POSTGRES_PORT),
	username: env.AP_POSTGRES_USERNAME,
	password: env.AP_POSTGRES_PASSWORD,
	database: env.AP_POSTGRES_DATABASE,
	schema: 'bench',
	entities: tables,
}).initialize();
await database.query('create schema if not exists bench');
await database.synchronize(true);
await fill(database);

const rows = name => database.getRepository(name);
const secret = env.AP_JWT_SECRET;
const claims = {id: 'user', projectId: 'project', tokenVersion: 'first'};
const token = jsonwebtoken.sign(claims, secret, {algorithm: 'HS256', issuer: 'activepieces', keyid: '1'});

/** The project of the session. The load tool signs in by nothing: what it would have sent is checked for it. */
async function session() {
	const signedIn = jsonwebtoken.verify(token, secret, {algorithms: ['HS256'], issuer: 'activepieces'});
	const user = await rows('user').findOneBy({id: signedIn.id});
	const identity = await rows('identity').findOneBy({id: user.identityId});
	if (user.status !== 'ACTIVE' || !identity.verified || identity.tokenVersion !== signedIn.tokenVersion) {
		throw new Error('The session has ended.');
	}

	return rows('project').findOneBy({id: signedIn.projectId});
}

async function page(project) {
	const latest = rows('flow_version')
		.createQueryBuilder('newer')
		.select('newer.id')
		.where('newer."flowId" = flow.id')
		.orderBy('newer.created', 'DESC')
		.limit(1);
	const flows = await rows('flow')
		.createQueryBuilder('flow')
		.where({projectId: In([project.id])})
		.leftJoinAndMapOne('flow.version', 'flow_version', 'version', `version."flowId" = flow.id AND version.id = (${latest.getQuery()})`)
		.leftJoinAndMapOne('flow.triggerSource', 'trigger_source', 'source', 'source."flowId" = flow.id AND source.deleted IS NULL')
		.orderBy('flow.updated', 'DESC')
		.limit(pageSize + 1)
		.getMany();
	return {data: flows.slice(0, pageSize), next: flows.length > pageSize ? flows[pageSize].id : null, previous: null};
}

const server = fastify({trustProxy: true});
server.get('/api/v1/flows', async () => page(await session()));
server.get('/api/v1/me', async () => ({id: claims.id}));
await server.listen({port: Number(env.PORT), host: '0.0.0.0'});
console.log('listening');
