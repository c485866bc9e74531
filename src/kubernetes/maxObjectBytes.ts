/**
 * The longest JSON text of an object that is read, in bytes, or all others of its kind would be lost with it. An API server
 * takes 3 MiB in a request, and etcd by default holds 1.5 MiB, as protobuf; JSON from Go writes each `<`, `>`, `&` and
 * control character as six bytes. Around the object of a watch's event stands some more.
 */
export const MAX_OBJECT_BYTES = 20 * 1024 * 1024;
