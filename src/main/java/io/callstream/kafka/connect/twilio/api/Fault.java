package io.callstream.kafka.connect.twilio.api;

/** The kind of a failed request, and what follows from it. */
public enum Fault {
    /** 429: the rate limit was exceeded, and the request was not processed. */
    THROTTLED(
            Retry.UNTIL_TIMEOUT,
            "The rate limit was exceeded, so the connector sends fewer requests at once for a while. If this lasts, lower"
                    + " max.concurrent.requests, or look for other programs that read the account."),
    /** Twilio's 70005: too many failing requests, which requires a long wait. */
    TOO_MANY_FAILURES(
            Retry.UNTIL_TIMEOUT,
            "The connector pauses all requests of the account. If this lasts, look for other programs whose requests for the"
                    + " account fail."),
    /** 5xx. */
    SERVER_ERROR(Retry.UNTIL_TIMEOUT, "If this lasts, see https://status.twilio.com."),
    /** No connection: unknown host, nothing listens there, or a certificate that is not trusted. */
    UNREACHABLE(
            Retry.UNTIL_TIMEOUT,
            "If this lasts, check twilio.region, twilio.edge and twilio.api.url, name resolution, the firewall, the proxy"
                    + " and the trust store."),
    /** 407: the proxy requires a user, or rejects it. */
    PROXY_REFUSED(Retry.UNTIL_TIMEOUT, "Check proxy.username and proxy.password."),
    /** A timeout, or a broken connection. */
    NETWORK(Retry.UNTIL_TIMEOUT, "If this lasts, check the network, the proxy and read.timeout.ms."),
    /** A response that is not JSON, is truncated, lacks what every response has, or a 4xx that is not Twilio's own. */
    GARBLED(Retry.UNTIL_TIMEOUT, "If this lasts, check any proxy or gateway between the worker and Twilio."),
    /** 401: Twilio returns some sporadically. */
    UNAUTHORIZED(
            Retry.A_FEW_TIMES,
            "Check twilio.account.sid and the credential, that they belong to the region (twilio.region), and that the"
                    + " account is active."),
    /** 403, or an account that is not active. */
    FORBIDDEN(
            Retry.A_FEW_TIMES,
            "Check that the account is active and that the credential may read it: a main account's API key cannot read a"
                    + " subaccount's calls."),
    /** 404 for something that must exist: an account that the credential cannot see. */
    NOT_FOUND(
            Retry.NEVER,
            "This credential cannot see such an account. Check twilio.account.sid, accounts and twilio.region."),
    /** 400. */
    BAD_REQUEST(Retry.NEVER, "Twilio rejected a parameter. Check the filter.* keys."),
    /** A row without a SID, or a {@code next_page_uri} of another URL: a retry would return the same. */
    UNUSABLE(Retry.NEVER, "No record of this response was emitted."),
    /** A response beyond all bounds. */
    OVERSIZED(Retry.NEVER, "The rest of it was not read. A smaller page.size may help."),
    /** 3xx: the credential is not sent elsewhere. */
    REDIRECTED(
            Retry.A_FEW_TIMES,
            "The connector does not follow redirects, to protect the credential. Check twilio.api.url."),
    /** Any other status. */
    UNEXPECTED(Retry.A_FEW_TIMES, "Check twilio.api.url, and any proxy or gateway between the worker and Twilio.");

    /** What a request asks for. */
    public enum Asked {
        /** A page of a list of calls. */
        CALLS,
        /** A call by its SID. */
        CALL,
        /** The account itself. */
        ACCOUNT,
        /** A page of the list of accounts. */
        ACCOUNTS
    }

    private enum Retry {
        NEVER,
        A_FEW_TIMES,
        UNTIL_TIMEOUT
    }

    private static final int FEW = 3;

    private static final String UNCONFIGURED =
            "The request has no parameter of the configuration. Check twilio.api.url, and any proxy or gateway between the"
                    + " worker and Twilio.";
    private static final String NOT_LISTED =
            "Check that the account is active and that the credential may list its subaccounts, or list them in accounts"
                    + " instead of accounts=*.";
    private static final String NO_LIST =
            "Check twilio.region and twilio.api.url, and any proxy or gateway between the worker and Twilio.";
    private static final String NOT_TWILIOS =
            "The rest of it was not read. Check any proxy or gateway between the worker and Twilio.";
    private static final String THROTTLED_LIST =
            "The rate limit was exceeded. If this lasts, look for other programs that read the account.";

    private final Retry retry;
    private final String remedy;

    Fault(Retry retry, String remedy) {
        this.retry = retry;
        this.remedy = remedy;
    }

    /** Whether a request is retried after so many such failures in a row. */
    public boolean isRetried(int timesInARow) {
        return retry == Retry.UNTIL_TIMEOUT || retry == Retry.A_FEW_TIMES && timesInARow < FEW;
    }

    /** Whether the account cannot be read, with a credential that may be valid for others. */
    public boolean concernsOneAccount() {
        return this == UNAUTHORIZED || this == FORBIDDEN || this == NOT_FOUND;
    }

    /** Whether the fault may lie in the page that was requested, so that the request may succeed with fewer rows. */
    public boolean mayBeOfThePage() {
        return this == SERVER_ERROR || this == NETWORK || this == GARBLED;
    }

    /** What the reader can do about a failed request. */
    public String remedy(Asked asked) {
        return switch (this) {
            case BAD_REQUEST -> asked == Asked.CALLS ? remedy : UNCONFIGURED;
            case FORBIDDEN -> asked == Asked.ACCOUNTS ? NOT_LISTED : remedy;
            case NOT_FOUND -> asked == Asked.ACCOUNTS ? NO_LIST : remedy;
            case OVERSIZED -> asked == Asked.CALLS ? remedy : NOT_TWILIOS;
            case THROTTLED -> asked == Asked.ACCOUNTS ? THROTTLED_LIST : remedy;
            default -> remedy;
        };
    }
}
