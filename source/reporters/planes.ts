export {planeTitles, type PlaneId} from '../deployment/planes.ts';
