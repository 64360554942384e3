package io.callstream.kafka.connect.twilio.api;

/** Why a request brought no answer, and what follows from that. */
public enum Fault {
    /** 429: too many requests at once; none was processed. */
    THROTTLED(
            Retry.UNTIL_TIMEOUT,
            "Fewer requests are sent at once for a while. If this lasts, lower max.concurrent.requests, or look for other"
                    + " programs that read the account."),
    /** Twilio's 70005: too many failing requests; wait long. */
    TOO_MANY_FAILURES(
            Retry.UNTIL_TIMEOUT,
            "All requests of the account pause. If this lasts, look for other programs whose requests for the account fail."),
    /** 5xx. */
    SERVER_ERROR(Retry.UNTIL_TIMEOUT, "If this lasts, see https://status.twilio.com."),
    /** No connection: no such host, nobody listening there, or no trust between the two. */
    UNREACHABLE(
            Retry.UNTIL_TIMEOUT,
            "If this lasts, check twilio.region, twilio.edge and twilio.api.url, name resolution, the firewall, the proxy"
                    + " and the trust store."),
    /** 407: the proxy wants to know who asks, or does not believe it. */
    PROXY_REFUSED(Retry.UNTIL_TIMEOUT, "Check proxy.username and proxy.password."),
    /** A time-out, or a connection that broke. */
    NETWORK(Retry.UNTIL_TIMEOUT, "If this lasts, check the network, the proxy and read.timeout.ms."),
    /** An answer that is no JSON, is cut, or lacks what every answer has. */
    GARBLED(Retry.UNTIL_TIMEOUT, "If this lasts, check what stands between the worker and Twilio."),
    /** 401: sporadic ones are seen. */
    UNAUTHORIZED(
            Retry.A_FEW_TIMES,
            "Check twilio.account.sid and the credential, that they are of the region asked (twilio.region), and that the"
                    + " account is active."),
    /** 403, or an account that is not active. */
    FORBIDDEN(
            Retry.A_FEW_TIMES,
            "Check that the account is active and that the credential may read it: a main account's API key cannot read a"
                    + " subaccount's calls."),
    /** 404 where something must be: an account that the credential does not know. */
    NOT_FOUND(
            Retry.NEVER,
            "There is no such account for this credential. Check twilio.account.sid, accounts and the region."),
    /** 400. */
    BAD_REQUEST(Retry.NEVER, "Twilio does not take a parameter. Check the filter.* keys."),
    /** A row without a SID, or a {@code next_page_uri} that leads elsewhere: nothing that a retry would mend. */
    UNUSABLE(Retry.NEVER, "Nothing was emitted from this answer."),
    /** An answer beyond all bounds. */
    OVERSIZED(Retry.NEVER, "It is not read further. A smaller page.size may help."),
    /** 3xx: the credential does not follow. */
    REDIRECTED(Retry.NEVER, "Redirects are not followed with a credential. Check twilio.api.url."),
    /** Any other status. */
    UNEXPECTED(Retry.NEVER, "Check twilio.api.url, and what stands between the worker and Twilio.");

    private enum Retry {
        NEVER,
        A_FEW_TIMES,
        UNTIL_TIMEOUT
    }

    private static final int FEW = 3;

    private final Retry retry;
    private final String remedy;

    Fault(Retry retry, String remedy) {
        this.retry = retry;
        this.remedy = remedy;
    }

    /** Whether a request is sent again that has failed so many times in a row in this way. */
    public boolean isRetried(int timesInARow) {
        return retry == Retry.UNTIL_TIMEOUT || retry == Retry.A_FEW_TIMES && timesInARow < FEW;
    }

    /** Whether it is the account that cannot be read, with a credential that may be good for others. */
    public boolean concernsOneAccount() {
        return this == UNAUTHORIZED || this == FORBIDDEN || this == NOT_FOUND;
    }

    /** Whether the whole account has to slow down, not this request alone. */
    boolean concernsAccount() {
        return this == THROTTLED || this == TOO_MANY_FAILURES;
    }

    /** Whether a smaller page may do better. */
    boolean mayBeTheSizeOfThePage() {
        return this == SERVER_ERROR || this == NETWORK || this == GARBLED;
    }

    /** What the reader can do. */
    public String remedy() {
        return remedy;
    }
}
