package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.ApiSettings.ListFilters;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.net.URI;
import java.util.Optional;
import okhttp3.HttpUrl;

/** The URLs of one account. The client requests no others, so the credential stays on the configured host and path. */
public final class CallsUrls {

    private static final String PAGE_SIZE = "PageSize";

    private final ListUrl list;
    private final HttpUrl account;
    private final ListFilters filters;

    public CallsUrls(URI baseUrl, String accountSid, ListFilters filters) {
        this.list = ListUrl.calls(baseUrl, accountSid);
        HttpUrl calls = list.first();
        this.account = calls.newBuilder()
                .removePathSegment(calls.pathSize() - 1)
                .setPathSegment(calls.pathSize() - 2, accountSid + ".json")
                .build();
        this.filters = filters;
    }

    public HttpUrl account() {
        return account;
    }

    /**
     * The URL of a request.
     *
     * @param maxPageSize current maximum rows of a page
     * @throws IllegalArgumentException if the request's cursor does not point to this account's list
     */
    public HttpUrl of(CallsRequest request, int maxPageSize) {
        if (request instanceof CallsRequest.FirstPage first) {
            return firstPage(first.filter(), Math.min(first.pageSize(), maxPageSize));
        }
        if (request instanceof CallsRequest.NextPage next) {
            return list.page(next.cursor().uri())
                    .newBuilder()
                    .setQueryParameter(PAGE_SIZE, Integer.toString(Math.min(next.pageSize(), maxPageSize)))
                    .build();
        }
        String sid = ((CallsRequest.OneCall) request).callSid();
        HttpUrl calls = list.first();
        return calls.newBuilder()
                .setPathSegment(calls.pathSize() - 1, "Calls")
                .addPathSegment(sid + ".json")
                .build();
    }

    /** Whether a cursor points to the requested page itself: following it would never end. */
    public boolean isSamePage(PageCursor cursor, HttpUrl requested) {
        try {
            return anySize(list.page(cursor.uri())).equals(anySize(requested));
        } catch (IllegalArgumentException e) {
            return false; // it points elsewhere, and will not be followed
        }
    }

    private static HttpUrl anySize(HttpUrl url) {
        return url.newBuilder().removeAllQueryParameters(PAGE_SIZE).build();
    }

    private HttpUrl firstPage(CallFilter filter, int pageSize) {
        HttpUrl.Builder url = list.first().newBuilder();
        add(url, "To", filters.to());
        add(url, "From", filters.from());
        add(url, "Status", filter.status().or(filters::status));
        add(url, "ParentCallSid", filters.parentCallSid());
        add(url, "StartTime>", filter.startFrom());
        add(url, "StartTime<", filter.startBefore());
        return url.addQueryParameter(PAGE_SIZE, Integer.toString(pageSize)).build();
    }

    private static void add(HttpUrl.Builder url, String name, Optional<?> value) {
        value.ifPresent(some -> url.addQueryParameter(name, some.toString()));
    }
}
