import {canTakeSize, type MachineFacts} from '../../../azure/resources/machine-facts.ts';
import type {Deployment} from '../../../deployment/deployment.ts';
import type {Finding} from '../../../plan/finding.ts';
import type {StepContext} from '../../step.ts';
import type {Fault} from '../fault.ts';
import {refuse} from '../refuse.ts';
import {deleteMachine} from './delete.ts';
import {sizeChange} from './size.ts';

/** What can be done about a machine that Azure could not finish, by what is left of it; exactly one row applies. */
export const failedFaults: ReadonlyArray<Fault<MachineFacts>> = [
	{
		code: 'azure.machine.never-started',
		detect: (_, found) => hasFailed(found) && !found.hasOsDisk,
		explain: (wanted, found) => ({...failed(wanted, found), replace: true, fix: 'Deletes it, which never ran, and creates it again.'}),
		repair: makeRoom,
	},
	{
		code: 'azure.machine.failed-running',
		detect: (_, found) => hasFailed(found) && found.hasOsDisk && found.power === 'running',
		explain: (wanted, found) => ({...failed(wanted, found), changes: [], fix: 'Has Azure reapply its configuration.'}),
		repair: async context => context.gateways.azure.machines.reapply(context.deployment, context),
	},
	{
		code: 'azure.machine.failed',
		detect: (wanted, found) => hasFailed(found) && found.hasOsDisk && found.power !== 'running' && canTakeSize(found, wanted),
		explain: (wanted, found) => ({
			...failed(wanted, found),
			fix: sizeChange(wanted, found).length > 0 ? 'Resizes it and starts it.' : 'Starts it.',
		}),
		// It does not run, so another size interrupts nobody.
		async repair(context, found) {
			const {deployment, gateways} = context;
			const {machines} = gateways.azure;
			await (sizeChange(deployment, found).length > 0 ? machines.resize(deployment, context) : machines.start(deployment, context));
		},
	},
	{
		code: 'azure.machine.failed-other-size',
		detect: (wanted, found) => hasFailed(found) && found.hasOsDisk && found.power !== 'running' && !canTakeSize(found, wanted),
		explain: (wanted, found) => ({
			...failed(wanted, found),
			replace: true,
			fix: 'Asks, then deletes it with its OS disk and creates it again.',
			dataRisk: 'Its OS disk is deleted; the data disk and the address are kept.',
		}),
		repair: replace,
	},
];

function hasFailed({provisioningState}: MachineFacts): boolean {
	return provisioningState !== 'Succeeded';
}

function failed(wanted: Deployment, {name, region, provisioningState, problem, ...found}: MachineFacts): Omit<Finding, 'code'> {
	return {
		state: 'broken',
		evidence: `${name}, ${region}, ${provisioningState}`,
		changes: sizeChange(wanted, found),
		cause: [`Azure could not finish it (${provisioningState}).`, problem].filter(Boolean).join(' '),
	};
}

/** A failed machine that cannot take the chosen size can only be replaced: that deletes its OS disk, so the operator is asked. */
async function replace(context: StepContext, found: MachineFacts): Promise<void> {
	const {size, names} = context.deployment;
	const answer = await context.ask({
		id: 'azure.replace',
		text: `${found.name} failed as ${found.size}, and ${size.name} boots from another type of disk controller. Delete it with its OS disk and create it again? The data disk and the address are kept.`,
		choices: [
			{value: 'replace', label: `Create it again as ${size.name}`},
			{value: 'keep', label: 'Leave it as it is'},
		],
		agreed: 'replace',
		fallback: 'keep',
	});
	if (answer !== 'replace') {
		throw refuse(
			'azure.replace',
			`The virtual machine ${found.name} failed as ${found.size}, and ${size.name} boots from another type of disk controller.`,
			`Run the same command again with --size ${found.size}, or delete the virtual machine first (its data disk and address are kept): az vm delete --yes --resource-group ${names.group} --name ${found.name}`,
			[found.id],
		);
	}

	await makeRoom(context);
}

/** Deletes the machine; its interface is deleted with it, and created again at once for the next. */
async function makeRoom(context: StepContext): Promise<void> {
	const {deployment, gateways} = context;
	const {interfaces} = gateways.azure;
	await deleteMachine(context);
	if (!(await interfaces.find(deployment, context))) {
		await interfaces.create(deployment, context);
	}
}
