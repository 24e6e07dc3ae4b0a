import ArgumentParser
import Foundation

/// How a client of the Akismet protocol is pointed at this service.
enum AkismetRecipe: String, CaseIterable, ExpressibleByArgument {
    /// The plugin of WordPress, by a must-use plugin beside it.
    case wordpress
    /// Every client, by names and a certificate of one's own.
    case dns
    /// PyPI `akismet`.
    case python
    /// npm `akismet-api`.
    case node
    /// npm `@cedx/akismet`.
    case cedx
    /// The official PHP SDK.
    case php
    /// Gem `rakismet`.
    case rakismet
    /// CPAN `Net::Akismet`.
    case perl

    /// The recipe with the address of the service filled in.
    func text(url: String) -> String {
        if self == .wordpress { return WordPressPlugin.text(url: url) }
        let address = ServiceAddress(url)
        return template.replacing("@URL@", with: url).replacing("@SCHEME@", with: address?.scheme ?? "http")
            .replacing("@HOST@", with: address?.host ?? url).replacing("@AUTHORITY@", with: address?.authority ?? url)
    }

    /// Why the client cannot be pointed at an address, and what works, in a sentence; `nil` if it can.
    func refusal(of address: ServiceAddress) -> String? {
        if address.isAkismet {
            return
                "“\(address.text)” is a name of Akismet's own: give the address of this service, like http://127.0.0.1:8711."
        }
        if address.hasMore {
            return "“\(address.text)” has a user, a query or a fragment, which clients do not send: leave it out."
        }
        if self != .wordpress, !address.path.isEmpty {
            return
                "“\(address.text)” has a path, and \(rawValue) asks at the root of a host: leave the path out, and give the service a "
                + "name of its own in the reverse proxy, like http://filter.example."
        }
        if [.node, .rakismet, .perl].contains(self), address.isNumber {
            return
                "\(rawValue) puts the key before the host, KEY.\(address.host), and there are no names below a number: give with --url a "
                + "name that leads to this service together with all names below it, like http://filter.example:8711, or see "
                + "“hamlet akismet-setup dns”."
        }
        if self == .perl, address.scheme == "https" {
            return "perl asks over HTTP only: give an address that begins with http://."
        }
        return nil
    }

    private var template: String {
        switch self {
        case .wordpress: ""
        case .dns: Self.dnsTemplate
        case .python: Self.pythonTemplate
        case .node: Self.nodeTemplate
        case .cedx: Self.cedxTemplate
        case .php: Self.phpTemplate
        case .rakismet: Self.rakismetTemplate
        case .perl: Self.perlTemplate
        }
    }
}

extension AkismetRecipe {
    private static let pythonTemplate = """
        # PyPI akismet 25 has no setting for the host; a transport of httpx takes its requests elsewhere.
        import akismet
        import httpx


        class Hamlet(httpx.HTTPTransport):
            def handle_request(self, request):
                request.url = httpx.URL("@URL@").copy_with(raw_path=request.url.raw_path)
                return super().handle_request(request)


        http_client = httpx.Client(transport=Hamlet(), headers={"User-Agent": akismet.USER_AGENT}, timeout=5)
        config = akismet.Config(key="KEY", url="https://your-site.example")
        client = akismet.SyncClient.validated_client(config=config, http_client=http_client)

        # python-akismet, pykismet3 and akismet-async have no such place: see "hamlet akismet-setup dns".

        """

    private static let nodeTemplate = """
        // npm akismet-api puts the key before the host: KEY.@HOST@ must lead to this service as well.
        const { AkismetClient } = require('akismet-api')

        const client = new AkismetClient({
          key: 'KEY', blog: 'https://your-site.example', protocol: '@SCHEME@', host: '@AUTHORITY@'
        })

        """

    private static let cedxTemplate = """
        // npm @cedx/akismet
        import { Blog, Client } from "@cedx/akismet";

        const blog = new Blog({ url: "https://your-site.example" });
        const client = new Client("KEY", blog, { baseUrl: "@URL@" });

        """

    private static let phpTemplate = """
        <?php
        // Akismet's own SDK: composer require automattic/akismet-sdk guzzlehttp/guzzle
        require 'vendor/autoload.php';

        use Automattic\\Akismet\\Akismet;
        use Automattic\\Akismet\\Config\\Configuration;

        $configuration = new Configuration('KEY', 'https://your-site.example', '@URL@');
        $akismet = Akismet::fromConfiguration($configuration);

        // tijsverkoyen/akismet and the Akismet extension of Flarum have no setting: see "hamlet akismet-setup dns".

        """

    private static let rakismetTemplate = """
        # Gem rakismet, in config/application.rb. It always asks on port 443, and puts the key before the host: a reverse
        # proxy with a certificate for @HOST@ and *.@HOST@ must stand before @URL@.
        config.rakismet.key = 'KEY'
        config.rakismet.url = 'https://your-site.example'
        config.rakismet.host = '@HOST@'

        # The gem akismet and Discourse have no setting for the host: see "hamlet akismet-setup dns".

        """

    private static let perlTemplate = """
        # CPAN Net::Akismet puts the key before the host and asks over HTTP: KEY.@HOST@ must lead to this service as well.
        my $akismet = Net::Akismet->new(
            KEY          => 'KEY',
            URL          => 'https://your-site.example',
            SERVICE_HOST => '@AUTHORITY@',
        ) or die 'The key was not accepted.';

        """

    private static let dnsTemplate = """
        Every client of Akismet, without a change to it: the name of Akismet's servers leads to this one.

        1. A certificate for the names, once; the file akismet.key stays secret.

            openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=rest.akismet.com" \\
                -addext "subjectAltName=DNS:rest.akismet.com,DNS:*.rest.akismet.com" \\
                -keyout akismet.key -out akismet.crt

        2. A reverse proxy that has it, for example nginx:

            server {
                listen 80;
                listen 443 ssl;
                server_name rest.akismet.com *.rest.akismet.com;
                ssl_certificate /etc/nginx/akismet.crt;
                ssl_certificate_key /etc/nginx/akismet.key;
                client_max_body_size 2m;
                location / {
                    proxy_pass @URL@;
                    proxy_http_version 1.1;
                    proxy_set_header Host $http_host;
                }
            }

        3. On the machine of the client, the names in /etc/hosts or in its name server, with the proxy's address, and the
           key where the client puts it before the name:

            ADDRESS rest.akismet.com KEY.rest.akismet.com

        4. On the same machine, trust in the certificate:

            cp akismet.crt /usr/local/share/ca-certificates/ && update-ca-certificates

           Clients with a list of their own are told by the environment: SSL_CERT_FILE (Ruby, Perl, httpx, Go),
           REQUESTS_CA_BUNDLE (Python's requests), NODE_EXTRA_CA_CERTS (Node), curl.cainfo in php.ini (PHP).

        """
}
