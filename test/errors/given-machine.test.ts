import test from 'ava';
import {sshFailure, sshGaveUp} from '../../source/host/failures.ts';
import acme from '../../assets/errors/acme.json' with {type: 'json'};
import app from '../../assets/errors/app.json' with {type: 'json'};
import cloudflare from '../../assets/errors/cloudflare.json' with {type: 'json'};
import docker from '../../assets/errors/docker.json' with {type: 'json'};
import host from '../../assets/errors/host.json' with {type: 'json'};
import ssh from '../../assets/errors/ssh.json' with {type: 'json'};

/** Words that help with a deployment in Azure only. */
const ofAzure = /--(?:size|region|resource-group|ssh-from|subscription|os-disk|ubuntu|sign-in)\b|Azure portal/;

test('advice for a machine that was named by --host names no flag of Azure', t => {
	const rows = [...acme, ...app, ...cloudflare, ...docker, ...host.stderr, ...Object.values(host.exits), ...ssh];
	t.true(rows.length > 60);
	for (const row of rows) {
		const next = 'nextOnGiven' in row && typeof row.nextOnGiven === 'string' ? row.nextOnGiven : row.next;
		t.notRegex(next, ofAzure, row.code);
	}
});

test('a machine that does not answer is looked for in its firewalls, in Azure by the address that may connect', t => {
	const failure = sshFailure(new Error('connect ETIMEDOUT 203.0.113.9:22'));
	t.regex(sshGaveUp('203.0.113.9:22', failure, 15).explanation.next ?? '', /--ssh-from/);
	t.regex(sshGaveUp('203.0.113.9:22', failure, 15, true).explanation.next ?? '', /firewalls/);
});
