package io.callstream.kafka.connect.twilio.simulator;

import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a request's credential, and what the credential may read.
 *
 * @param account the account that the credential belongs to
 * @param withApiKey whether it is a standard API key instead of the account's auth token
 */
record Caller(SimulatedAccount account, boolean withApiKey) {

    private static final String BASIC = "Basic ";

    /** Empty if no active account has such a credential. */
    static Optional<Caller> authenticate(World world, @Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BASIC)) {
            return Optional.empty();
        }
        String[] credential = decoded(authorization.substring(BASIC.length())).split(":", 2);
        if (credential.length < 2) {
            return Optional.empty();
        }
        Optional<Caller> byToken = world.account(credential[0])
                .filter(account -> account.authToken().equals(credential[1]))
                .map(account -> new Caller(account, false));
        Optional<Caller> byKey = world.accounts().stream()
                .filter(account -> account.apiKey().equals(new SimulatedAccount.ApiKey(credential[0], credential[1])))
                .findFirst()
                .map(account -> new Caller(account, true));
        return byToken.or(() -> byKey)
                .filter(caller -> caller.account().status().equals("active"));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** A standard key reads no account, not even its own. */
    boolean mayReadAccounts() {
        return !withApiKey;
    }

    /** The main account's token reads its subaccounts, its keys do not. */
    boolean mayRead(SimulatedAccount wanted, World world) {
        return wanted == account || !withApiKey && account == world.mainAccount();
    }

    /** The response where the credential may not read an account: 401 for an API key, 404 for a token. */
    Response unreadable(String path) {
        return withApiKey ? TwilioApi.unauthorized() : TwilioApi.notFound(path);
    }
}
