import test from 'ava';
import {checkHostPlace} from '../../../source/answers/checks/host-place.ts';

test('a machine is named by user and address, with a port where it is another', t => {
	t.like(checkHostPlace('ubuntu@203.0.113.10'), {ok: true, value: {user: 'ubuntu', address: '203.0.113.10', port: 22}});
	t.like(checkHostPlace(' deploy-1@Box.example.com:2222 '), {ok: true, value: {user: 'deploy-1', address: 'box.example.com', port: 2222}});
});

for (const text of [
	'203.0.113.10',
	'@203.0.113.10',
	'ubuntu@',
	'ubuntu@1.2.3',
	'ubuntu@999.1.1.1',
	'u@a:0',
	'u@a:99999',
	'u@-x',
	'u@a b',
	'-o@a',
]) {
	test(`“${text}” is no machine`, t => {
		t.false(checkHostPlace(text).ok);
	});
}
