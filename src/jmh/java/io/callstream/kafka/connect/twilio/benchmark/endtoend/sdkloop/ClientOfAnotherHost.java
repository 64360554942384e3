package io.callstream.kafka.connect.twilio.benchmark.endtoend.sdkloop;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;

/** The SDK's own HTTP client, with another host than Twilio's. */
final class ClientOfAnotherHost extends NetworkHttpClient {

    private final String baseUrl;

    ClientOfAnotherHost(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public Response makeRequest(Request request) {
        String url = request.constructURL().toString().replaceFirst("https://api.twilio.com(:443)?", baseUrl);
        Request moved = new Request(request.getMethod(), url);
        moved.setAuth(request.getUsername(), request.getPassword());
        return super.makeRequest(moved);
    }
}
