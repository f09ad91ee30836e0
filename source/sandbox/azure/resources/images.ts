import type {Answer} from '../../foundation/https.ts';
import {images, isRegion, type Image} from '../offerings.ts';
import {Refusal} from '../errors.ts';
import {route, type Call, type Route} from '../routes.ts';

const common = {operation: 'images', namespace: 'Microsoft.Compute', versionsOf: 'locations/publishers'};
const base = '/subscriptions/:subscription/providers/Microsoft.Compute/locations/:location/publishers';
const offers = `${base}/:publisher/artifacttypes/vmimage/offers`;
const skus = `${offers}/:offer/skus`;
const versions = `${skus}/:sku/versions`;

/** Lists of images are bare arrays, unlike every other list. */
export const imageRoutes: Route[] = [
	route('GET', base, {
		...common,
		handle: call =>
			names(
				call,
				'',
				images.map(image => image.publisher),
			),
	}),
	route('GET', offers, {
		...common,
		handle: call =>
			names(
				call,
				'',
				matching(call).map(image => image.offer),
			),
	}),
	route('GET', skus, {
		...common,
		handle: call =>
			names(
				call,
				'',
				matching(call).map(image => image.sku),
			),
	}),
	route('GET', versions, {...common, handle: listVersions}),
	route('GET', `${versions}/:version`, {...common, handle: getVersion}),
];

function matching(call: Call): Image[] {
	if (!isRegion(call.parameter('location'))) {
		throw new Refusal(400, 'InvalidParameter', `The value '${call.parameter('location')}' of parameter 'location' is invalid.`, {
			target: 'location',
		});
	}

	const found = images.filter(image =>
		(['publisher', 'offer', 'sku'] as const).every(
			field => !call.parameter(field) || image[field].toLowerCase() === call.parameter(field).toLowerCase(),
		),
	);
	if (found.length === 0) {
		throw new Refusal(
			404,
			'NotFound',
			`Artifact: VMImage was not found: ${['publisher', 'offer', 'sku']
				.map(field => call.parameter(field))
				.join(' ')
				.trim()}.`,
		);
	}

	return found;
}

function names(call: Call, suffix: string, values: string[]): Answer {
	const path = decodeURIComponent(call.request.path);
	const body = [...new Set(values)].map(name => ({location: call.parameter('location'), name, id: `${path}${suffix}/${name}`}));
	return {status: 200, body};
}

function listVersions(call: Call): Answer {
	const all = matching(call).flatMap(image => image.versions);
	const newestFirst = /desc/i.test(call.query.get('$orderby') ?? '') ? all.toReversed() : all;
	return names(call, '', newestFirst.slice(0, Number(call.query.get('$top') ?? newestFirst.length)));
}

function getVersion(call: Call): Answer {
	const [image] = matching(call);
	const wanted = call.parameter('version');
	const name = wanted.toLowerCase() === 'latest' ? image?.versions.at(-1) : image?.versions.find(version => version === wanted);
	if (!image || !name) {
		throw new Refusal(404, 'NotFound', `Artifact: VMImage was not found: version ${wanted}.`);
	}

	return {
		status: 200,
		body: {
			location: call.parameter('location'),
			name,
			id: decodeURIComponent(call.request.path).replace(/[^/]+$/, name),
			properties: {
				hyperVGeneration: image.generation,
				architecture: image.architecture,
				osDiskImage: {operatingSystem: 'Linux', sizeInGb: 31},
				dataDiskImages: [],
				features: [
					{name: 'SecurityType', value: 'TrustedLaunchSupported'},
					{name: 'IsAcceleratedNetworkSupported', value: 'True'},
					{name: 'DiskControllerTypes', value: 'SCSI, NVMe'},
				],
			},
		},
	};
}
