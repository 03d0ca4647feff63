/* SPDX-License-Identifier: GPL-3.0-or-later */
// smtp-server.js FOLDER SETTINGS: the package that is installed in FOLDER, as SETTINGS (JSON) say:
// the ports by their names, the accounts with their passwords, the tokens, key, cert and ca.
'use strict';

const { createRequire } = require('module');
const [folder, settings] = process.argv.slice(2);
const { SMTPServer } = createRequire(folder + '/')('smtp-server');
const { ports, accounts, tokens, key, cert, ca } = JSON.parse(settings);

const wrong = () => new Error('Invalid username or password');

function onAuth(auth, session, done) {
  const password = accounts[auth.username];
  const isRight = auth.method === 'XOAUTH2' ? tokens.includes(auth.accessToken)
    : auth.method === 'CRAM-MD5' ? password && auth.validatePassword(password)
    : password && auth.password === password;
  if (isRight)
    return done(null, { user: auth.username });
  // A token is refused with a challenge.
  if (auth.method === 'XOAUTH2')
    return done(null, { data: { status: '401', schemes: 'bearer mac' } });
  return done(wrong());
}

function onMailFrom(address, session, done) {
  if (session.user && address.address !== session.user)
    return done(new Error('Only allowed to send mail as ' + session.user));
  return done();
}

function listen(name, options) {
  const server = new SMTPServer({
    key, cert, onAuth, onMailFrom, disableReverseLookup: true, ...options,
  });
  // Clients that break off are part of the test.
  server.on('error', (error) => console.log(name, error.message));
  server.listen(ports[name], '127.0.0.1');
}

listen('starttls', {});
listen('tls', { secure: true });
listen('clear', { allowInsecureAuth: true, hideSTARTTLS: true });
listen('cram', { authMethods: ['CRAM-MD5'] });
listen('token', { authMethods: ['XOAUTH2'], allowInsecureAuth: true, hideSTARTTLS: true });
listen('simple', { hidePIPELINING: true, allowInsecureAuth: true, hideSTARTTLS: true });
listen('crowded', { maxClients: 1 });
listen('closed', {
  onConnect: (session, done) => done(new Error('No connections from localhost allowed')),
});
listen('broken', {
  onAuth: () => { throw new Error('the database is gone'); },
});
listen('client-certificate', { secure: true, requestCert: true, rejectUnauthorized: true, ca });
listen('lmtp', { lmtp: true, authOptional: true });
// What the handler throws does not end the others.
process.on('uncaughtException', (error) => console.log(error.message));
