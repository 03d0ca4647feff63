/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All causes that a diagnosis can end in, and what there is to know about each. A new one is
 * entered here and nowhere else; its words go into the oms-words-*.c that is about the same.
 * Whatever wants to know something about a cause asks the functions of oms-cause.h.
 *
 * CAUSE (name, id, headline, stage, traits):
 *   name      as in C
 *   id        the word in the command's JSON, in the log, in the rules and in the help. It is part
 *             of the interface: never renamed, only added
 *   headline  above the result. Where two causes share one, their words need a "detail"
 *   stage     where it comes up, for texts that do not say where they come from; ANY_STAGE where
 *             there is more than one
 *   traits    0, or of these, with | between them:
 *     REFUSES_SIGN_IN  the server refused the sign-in: the log has a message of its own for that
 *     BLAMES_PASSWORD  user name or password are wrong, which a successful sign-in disproves
 *     SHOWS_KEY        the window shows the sign of a password beside it
 *     NAMES_SERVER     its words cannot be understood without the name of a server
 *
 * There is no guard: oms-cause.h and oms-cause.c each read the list with a CAUSE of their own.
 * OMS_CAUSE_UNKNOWN stays the last one. */

CAUSE (OMS_CAUSE_OK, "ok",
       /* Translators: the headline of a result, as are the next ones */
       N_("Success"),
       ANY_STAGE, 0)

CAUSE (OMS_CAUSE_BAD_CREDENTIALS, "bad-credentials",
       N_("Bad Credentials"),
       OMS_STAGE_SIGN_IN, REFUSES_SIGN_IN | BLAMES_PASSWORD | SHOWS_KEY)

CAUSE (OMS_CAUSE_APP_PASSWORD_REQUIRED, "app-password-required",
       N_("Bad Credentials"),
       OMS_STAGE_SIGN_IN, REFUSES_SIGN_IN | BLAMES_PASSWORD | SHOWS_KEY)

CAUSE (OMS_CAUSE_WEB_LOGIN_REQUIRED, "web-login-required",
       N_("Bad Credentials"),
       OMS_STAGE_SIGN_IN, REFUSES_SIGN_IN | SHOWS_KEY)

CAUSE (OMS_CAUSE_BASIC_AUTH_DISABLED, "basic-auth-disabled",
       N_("Passwords Not Accepted"),
       OMS_STAGE_SIGN_IN, REFUSES_SIGN_IN | SHOWS_KEY)

CAUSE (OMS_CAUSE_SMTP_ACCESS_DISABLED, "smtp-access-disabled",
       N_("Sending Is Turned Off"),
       OMS_STAGE_SIGN_IN, REFUSES_SIGN_IN)

CAUSE (OMS_CAUSE_OAUTH_TOKEN_REJECTED, "oauth-token-rejected",
       N_("Access Token Refused"),
       OMS_STAGE_SIGN_IN, REFUSES_SIGN_IN | SHOWS_KEY)

CAUSE (OMS_CAUSE_ACCOUNT_LOCKED, "account-locked",
       N_("Account Is Locked"),
       ANY_STAGE, REFUSES_SIGN_IN | SHOWS_KEY)

CAUSE (OMS_CAUSE_AUTH_REQUIRED, "auth-required",
       N_("Sign-In Required"),
       OMS_STAGE_SENDER, 0)

CAUSE (OMS_CAUSE_AUTH_NOT_OFFERED, "auth-not-offered",
       N_("No Sign-In Offered"),
       OMS_STAGE_SIGN_IN, 0)

CAUSE (OMS_CAUSE_AUTH_MECHANISM_UNSUPPORTED, "auth-mechanism-unsupported",
       N_("Sign-In Method Not Supported"),
       OMS_STAGE_SIGN_IN, 0)

CAUSE (OMS_CAUSE_STARTTLS_REQUIRED, "starttls-required",
       N_("Encryption Required"),
       OMS_STAGE_ENCRYPT, 0)

CAUSE (OMS_CAUSE_STARTTLS_UNAVAILABLE, "starttls-unavailable",
       N_("Encryption Not Offered"),
       OMS_STAGE_ENCRYPT, 0)

CAUSE (OMS_CAUSE_TLS_MODE_MISMATCH, "tls-mode-mismatch",
       N_("Encryption Does Not Fit"),
       OMS_STAGE_ENCRYPT, 0)

CAUSE (OMS_CAUSE_TLS_VERSION_UNSUPPORTED, "tls-version-unsupported",
       N_("Encryption Out of Date"),
       OMS_STAGE_ENCRYPT, 0)

CAUSE (OMS_CAUSE_CERTIFICATE_EXPIRED, "certificate-expired",
       N_("Certificate Expired"),
       OMS_STAGE_ENCRYPT, 0)

CAUSE (OMS_CAUSE_CERTIFICATE_HOSTNAME_MISMATCH, "certificate-hostname-mismatch",
       N_("Certificate of Another Server"),
       OMS_STAGE_ENCRYPT, 0)

CAUSE (OMS_CAUSE_CERTIFICATE_UNTRUSTED, "certificate-untrusted",
       N_("Certificate Not Trusted"),
       OMS_STAGE_ENCRYPT, 0)

CAUSE (OMS_CAUSE_CONNECTION_INTERCEPTED, "connection-intercepted",
       N_("Another Server Answered"),
       OMS_STAGE_GREETING, NAMES_SERVER)

CAUSE (OMS_CAUSE_HOST_NOT_FOUND, "host-not-found",
       N_("Server Not Found"),
       OMS_STAGE_RESOLVE, NAMES_SERVER)

CAUSE (OMS_CAUSE_CONNECTION_REFUSED, "connection-refused",
       N_("Connection Refused"),
       OMS_STAGE_CONNECT, 0)

CAUSE (OMS_CAUSE_CONNECTION_TIMEOUT, "connection-timeout",
       N_("No Answer"),
       OMS_STAGE_CONNECT, 0)

CAUSE (OMS_CAUSE_NETWORK_UNREACHABLE, "network-unreachable",
       N_("No Network"),
       OMS_STAGE_CONNECT, 0)

CAUSE (OMS_CAUSE_CONNECTION_DROPPED, "connection-dropped",
       N_("Connection Closed"),
       ANY_STAGE, 0)

CAUSE (OMS_CAUSE_NOT_SMTP, "not-smtp",
       N_("Not a Mail Server"),
       OMS_STAGE_GREETING, 0)

CAUSE (OMS_CAUSE_SERVER_BUSY, "server-busy",
       N_("Server Is Busy"),
       ANY_STAGE, 0)

CAUSE (OMS_CAUSE_RATE_LIMITED, "rate-limited",
       N_("Too Many Attempts"),
       ANY_STAGE, 0)

CAUSE (OMS_CAUSE_SENDING_LIMIT, "sending-limit",
       N_("Sending Limit Reached"),
       OMS_STAGE_MESSAGE, 0)

CAUSE (OMS_CAUSE_SENDER_REJECTED, "sender-rejected",
       N_("Sender Address Refused"),
       OMS_STAGE_SENDER, 0)

CAUSE (OMS_CAUSE_RELAY_DENIED, "relay-denied",
       N_("Server Does Not Pass On Mail"),
       OMS_STAGE_SENDER, 0)

CAUSE (OMS_CAUSE_RECIPIENT_REJECTED, "recipient-rejected",
       N_("Recipient Refused"),
       OMS_STAGE_MESSAGE, 0)

CAUSE (OMS_CAUSE_MESSAGE_REJECTED, "message-rejected",
       N_("Message Refused"),
       OMS_STAGE_MESSAGE, 0)

CAUSE (OMS_CAUSE_MESSAGE_TOO_LARGE, "message-too-large",
       N_("Message Too Large"),
       OMS_STAGE_MESSAGE, 0)

CAUSE (OMS_CAUSE_CLIENT_BLOCKED, "client-blocked",
       N_("Blocked by the Server"),
       ANY_STAGE, 0)

CAUSE (OMS_CAUSE_HELO_REJECTED, "helo-rejected",
       /* Translators: the name with which a program introduces itself to the server (HELO) */
       N_("Introduction Refused"),
       OMS_STAGE_GREETING, 0)

CAUSE (OMS_CAUSE_USERNAME_FORMAT, "username-format",
       N_("Bad Credentials"),
       OMS_STAGE_SIGN_IN, REFUSES_SIGN_IN | BLAMES_PASSWORD)

CAUSE (OMS_CAUSE_SERVER_ERROR, "server-error",
       N_("Server Error"),
       ANY_STAGE, 0)

CAUSE (OMS_CAUSE_UNKNOWN, "unknown",
       N_("Unknown Error"),
       ANY_STAGE, 0)
