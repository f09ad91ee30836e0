// Boots a machine to work on by hand, with an authority and a name beside it:
// `node --import=tsx test/machine/hand.ts`; Ctrl+C stops it.
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {boot} from './machine.ts';
import {cloudInit, createKeys} from './keys.ts';
import {startAuthority} from './pebble.ts';
import {scratch, shortPaths} from './scratch.ts';

const folder = await scratch('hand', shortPaths);
const keys = await createKeys(folder);
const machine = await boot({cloudInit: cloudInit(keys), diskMiB: 2048});
const authority = await startAuthority(machine.gateway, machine.address);
await writeFile(join(folder, 'known_hosts'), `${machine.address} ${keys.hostPublic}\n`);
await writeFile(
	join(folder, 'settings.json'),
	JSON.stringify({
		domain: 'wasper.example.com',
		certificateContact: 'a@example.com',
		address: machine.address,
		acmeDirectory: authority.directory,
		acmeAuthority: authority.httpsRoot,
		dnsServers: [authority.dnsServer],
	}),
);
console.log(`ssh -i ${keys.privatePath} -o UserKnownHostsFile=${join(folder, 'known_hosts')} wasperadmin@${machine.address}`);
console.log(`settings for wasperctl configure: ${join(folder, 'settings.json')}`);
await new Promise(resolve => {
	process.once('SIGINT', resolve);
	process.once('SIGTERM', resolve);
});
await authority.stop();
await machine.stop();
await rm(folder, {recursive: true});
