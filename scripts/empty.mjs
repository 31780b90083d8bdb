// Stands in for `server-only` outside Next, where everything is server.
export {};
