import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {createReadStream, existsSync} from 'node:fs';
import {mkdir, readdir, readFile, rename, rm, stat} from 'node:fs/promises';
import {createServer, type ServerResponse} from 'node:http';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import * as z from 'zod';

const layout = z.object({
	manifests: z.array(z.object({digest: z.string(), mediaType: z.string(), annotations: z.record(z.string(), z.string())})),
});

/** A mirror of public images (read only) on `address`, port 5000, that has what a `docker save` archive holds. */
export async function startRegistry(address: string, archive: string): Promise<{url: string; close(): Promise<void>}> {
	const folder = await unpack(archive);
	const {manifests} = layout.parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')));
	const server = createServer((request, response) => {
		// Docker with containerd's image store says in a query for which registry this one answers.
		const [path = ''] = (request.url ?? '').split('?');
		const [, name = '', kind = '', reference = ''] = /^\/v2\/(.+)\/(manifests|blobs)\/([\w.:-]+)$/.exec(path) ?? [];
		const manifest = manifests.find(
			({digest, annotations}) => digest === reference || annotations['io.containerd.image.name'] === `docker.io/${name}:${reference}`,
		);
		if (path === '/v2/') {
			response.end('{}');
		} else if (kind === '') {
			response.writeHead(404).end();
		} else if (kind === 'manifests' && !manifest) {
			response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
		} else {
			const type = kind === 'manifests' ? (manifest?.mediaType ?? '') : 'application/octet-stream';
			void send(response, folder, kind === 'manifests' ? (manifest?.digest ?? '') : reference, type, request.method === 'HEAD');
		}
	});
	server.listen(5000, address);
	await once(server, 'listening');
	return {
		url: `http://${address}:5000`,
		async close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

async function send(response: ServerResponse, folder: string, digest: string, type: string, head: boolean): Promise<void> {
	const file = join(folder, 'blobs', ...digest.split(':'));
	if (!existsSync(file)) {
		response.writeHead(404).end();
		return;
	}

	const {size} = await stat(file);
	response.writeHead(200, {'content-type': type, 'content-length': size, 'docker-content-digest': digest});
	if (head) {
		response.end();
	} else {
		createReadStream(file).pipe(response);
	}
}

/** The archive as a folder beside it, made once. */
async function unpack(archive: string): Promise<string> {
	const folder = `${archive}.layout`;
	if (!existsSync(folder)) {
		await removeStale(dirname(archive));
		const unpacking = `${folder}.${process.pid}`;
		await mkdir(unpacking);
		await promisify(execFile)('tar', ['-xf', archive, '-C', unpacking], {timeout: 300_000});
		await rename(unpacking, folder);
	}

	return folder;
}

/** Folders of archives that no longer exist, because the images were built again. */
async function removeStale(cache: string): Promise<void> {
	const folders = (await readdir(cache)).filter(name => name.endsWith('.layout')).map(name => join(cache, name));
	await Promise.all(
		folders.filter(folder => !existsSync(folder.slice(0, -'.layout'.length))).map(async folder => rm(folder, {recursive: true})),
	);
}
