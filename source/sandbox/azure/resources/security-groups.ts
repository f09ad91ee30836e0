import {randomUUID} from 'node:crypto';
import * as z from 'zod';
import type {Answer} from '../../foundation/https.ts';
import {accepted} from '../asynchronous.ts';
import {childBody, propertiesOf, resourceBody} from '../bodies.ts';
import type {Cloud, Stored} from '../cloud.ts';
import {Refusal} from '../errors.ts';
import {lastName, sameId} from '../identifiers.ts';
import type {Call} from '../routes.ts';
import {interfacesUsing} from './attachments.ts';
import {all, checkRegion, endRemoval, endWrite, envelope, operationOn, store, type Kind} from './kind.ts';
import {checkRules, defaultRules, ruleProperties, type SecurityRule} from './security-rules.ts';
import {subnetType, type SubnetProperties} from './subnets.ts';

const groupType = 'Microsoft.Network/networkSecurityGroups';

export interface SecurityGroupProperties {
	resourceGuid: string;
	rules: SecurityRule[];
}

const body = resourceBody(
	propertiesOf({securityRules: z.array(childBody(ruleProperties).extend({name: z.string()})).default([])}, [
		'flushConnection',
		'defaultSecurityRules',
		'networkInterfaces',
		'subnets',
		'flowLogs',
		'resourceGuid',
		'provisioningState',
	]).prefault({}),
);

export const securityGroups: Kind<SecurityGroupProperties> = {
	type: groupType,
	namePattern: /^[a-z\d]([\w.-]{0,78}\w)?$/i,
	put,
	describe,
	remove,
};

export const securityGroupEffects = {[`${groupType} write`]: endWrite, [`${groupType} delete`]: endRemoval};

function put(call: Call, id: string, existing: Stored<SecurityGroupProperties> | undefined): Answer {
	const {cloud} = call;
	const {location, tags, properties} = call.body(body);
	const region = checkRegion(location, id, existing);
	const rules = properties.securityRules.map(rule => ({name: rule.name, properties: rule.properties}));
	checkRules(rules, lastName(id));
	const stored = store<SecurityGroupProperties>(cloud, {
		id,
		type: groupType,
		name: existing?.name ?? lastName(id),
		location: region,
		tags,
		provisioningState: 'Updating',
		properties: {resourceGuid: existing?.properties.resourceGuid ?? randomUUID(), rules},
	});
	const operation = cloud.operations.begin({...operationOn(id, region, 'write'), latency: 'firewall', failure: call.failure});
	return accepted(call, operation, {status: existing ? 200 : 201, body: describe(cloud, stored)});
}

function subnetsUsing(cloud: Cloud, id: string): Array<Stored<SubnetProperties>> {
	return all<SubnetProperties>(cloud, subnetType).filter(
		({properties}) => properties.networkSecurityGroup && sameId(properties.networkSecurityGroup, id),
	);
}

function describe(cloud: Cloud, group: Stored<SecurityGroupProperties>): object {
	const describeRules = (rules: SecurityRule[], kind: string) =>
		rules.map(({name, properties}) => ({
			name,
			id: `${group.id}/${kind}/${name}`,
			etag: group.etag,
			type: `${groupType}/${kind}`,
			properties: {provisioningState: group.provisioningState, ...properties},
		}));
	const subnets = subnetsUsing(cloud, group.id).map(({id}) => ({id}));
	const networkInterfaces = interfacesUsing(cloud, group.id).map(({id}) => ({id}));
	return envelope(
		group,
		{
			resourceGuid: group.properties.resourceGuid,
			securityRules: describeRules(group.properties.rules, 'securityRules'),
			defaultSecurityRules: describeRules(defaultRules, 'defaultSecurityRules'),
			...(subnets.length > 0 && {subnets}),
			...(networkInterfaces.length > 0 && {networkInterfaces}),
		},
		{etag: group.etag},
	);
}

function remove(call: Call, group: Stored<SecurityGroupProperties>): Answer {
	const {cloud} = call;
	const users = [...subnetsUsing(cloud, group.id), ...interfacesUsing(cloud, group.id)];
	if (users.length > 0) {
		throw new Refusal(
			400,
			'InUseNetworkSecurityGroupCannotBeDeleted',
			`Network security group ${group.id} cannot be deleted because it is in use by the following resources: ${users.map(user => user.id).join(', ')}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
		);
	}

	store(cloud, {...group, provisioningState: 'Deleting'});
	const operation = cloud.operations.begin({
		...operationOn(group.id, group.location, 'delete'),
		latency: 'deleteNetworkResource',
		failure: call.failure,
	});
	return accepted(call, operation, {status: 202}, {location: true});
}
