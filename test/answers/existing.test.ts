import test from 'ava';
import {adoptedAnswers, decidedBy, freshAnswers, stateOf} from '../../source/answers/existing.ts';
import type {ExistingDeployment} from '../../source/deployment/existing.ts';
import {keys} from './source-double.ts';

const standing: ExistingDeployment = {
	group: 'wasper-rg',
	region: 'westeurope',
	domain: 'wasper.example.com',
	release: 'reference',
	ubuntu: '22.04',
	machine: {
		size: 'Standard_D2s_v3',
		power: 'running',
		authorizedKeys: [`${keys[0]!.publicKey.split(' ').slice(0, 2).join(' ')} other@comment`],
	},
};

test('a repair takes over everything that the deployment says of itself, the SSH key that opens it included', t => {
	t.deepEqual(adoptedAnswers(standing, keys), {
		resourceGroup: 'wasper-rg',
		region: 'westeurope',
		domain: 'wasper.example.com',
		release: 'reference',
		ubuntu: '22.04',
		size: 'Standard_D2s_v3',
		sshKey: keys[0]!.path,
	});
});

test('what was lost of the tags is asked, not guessed', t => {
	t.deepEqual(adoptedAnswers({group: 'wasper-rg', region: 'eastus'}, keys), {resourceGroup: 'wasper-rg', region: 'eastus'});
});

test('a further deployment gets a group that none of ours is in', t => {
	t.deepEqual(freshAnswers([]), {resourceGroup: 'wasper-rg'});
	t.deepEqual(freshAnswers([standing, {...standing, group: 'Wasper-RG-2'}]), {resourceGroup: 'wasper-rg-3'});
});

test('a deployment is running, stopped, or unfinished without a VM', t => {
	const {machine, ...unfinished} = standing;
	t.is(stateOf(standing), 'running');
	t.is(stateOf({...standing, machine: {...machine!, power: 'deallocated'}}), 'stopped');
	t.is(stateOf(unfinished), 'unfinished');
});

test('a flag that names the deployment decides, and one that names another begins anew beside it', t => {
	t.is(decidedBy({}, [standing], keys), undefined);
	t.deepEqual(decidedBy({}, [], keys), {});
	t.is(decidedBy({domain: 'Wasper.example.com'}, [standing], keys)?.region, 'westeurope');
	t.is(decidedBy({resourceGroup: 'wasper-rg'}, [standing], keys)?.domain, 'wasper.example.com');
	t.deepEqual(decidedBy({domain: 'other.example.com'}, [standing], keys), {resourceGroup: 'wasper-rg-2'});
});

for (const [how, stored, typed] of [
	['with a trailing dot', 'wasper.example.com', 'wasper.example.com.'],
	['in its international spelling', 'xn--wsper-gra.example.com', 'Wäsper.example.com'],
	['as a pasted address', 'wasper.example.com', 'https://wasper.example.com/'],
] as const) {
	test(`a domain typed ${how} names the deployment that has it, and no second one is begun`, t => {
		t.is(decidedBy({domain: typed}, [{...standing, domain: stored}], keys)?.resourceGroup, 'wasper-rg');
	});
}
