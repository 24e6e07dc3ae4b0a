/// The must-use plugin that points the unmodified Akismet plugin of WordPress at this service.
enum WordPressPlugin {
    /// The text of the plugin's file, for a service at an address that ends without a slash.
    static func text(url: String) -> String {
        template.replacing("@URL@", with: url.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))
    }

    // Written for PHP 5.6 and newer, as WordPress itself has been.
    private static let template = #"""
        <?php
        /**
         * Plugin Name: Hamlet for Akismet
         * Description: Sends what the Akismet plugin asks to a Hamlet server, and holds comments while that does not answer.
         *
         * Belongs into wp-content/mu-plugins. The Akismet plugin stays as it is; its key comes from
         * "hamlet keys create --akismet --site https://this-site". So that marks made on the server reach this site, too:
         * "hamlet sites webhook --akismet --site https://this-site".
         */

        defined( 'ABSPATH' ) || exit;

        // Where the server is, and how many seconds a comment may wait for it: set either in wp-config.php to change it.
        defined( 'HAMLET_URL' ) || define( 'HAMLET_URL', '@URL@' );
        defined( 'HAMLET_TIMEOUT' ) || define( 'HAMLET_TIMEOUT', 5 );

        add_filter( 'pre_http_request', 'hamlet_akismet_request', 10, 3 );

        /**
         * Answers a request to Akismet with what the server says; leaves every other request alone.
         */
        function hamlet_akismet_request( $response, $args, $url ) {
        	$parts = parse_url( $url );
        	$host  = isset( $parts['host'] ) ? strtolower( $parts['host'] ) : '';
        	if ( false !== $response || ! preg_match( '/^(?:([0-9a-f]{12})\.)?rest\.akismet\.com$/', $host, $key ) ) {
        		return $response;
        	}
        	$path   = isset( $parts['path'] ) ? $parts['path'] : '/';
        	$target = rtrim( HAMLET_URL, '/' ) . $path . ( isset( $parts['query'] ) ? '?' . $parts['query'] : '' );
        	$answer = wp_remote_request( $target, hamlet_akismet_arguments( $args, isset( $key[1] ) ? $key[1] : '' ) );
        	if ( ! preg_match( '#/comment-check$#', $path ) || hamlet_akismet_is_verdict( $answer ) ) {
        		return $answer;
        	}
        	return hamlet_akismet_hold();
        }

        /**
         * The arguments of the request for the server: its own host, little patience, and the key that older plugins put
         * into the name of the host.
         */
        function hamlet_akismet_arguments( $args, $key ) {
        	$args['timeout'] = isset( $args['timeout'] ) ? min( $args['timeout'], HAMLET_TIMEOUT ) : HAMLET_TIMEOUT;
        	// The server may be on this machine, which WordPress takes for unsafe.
        	$args['reject_unsafe_urls'] = false;
        	if ( isset( $args['headers'] ) && is_array( $args['headers'] ) ) {
        		unset( $args['headers']['Host'], $args['headers']['host'] );
        	}
        	if ( '' === $key ) {
        		return $args;
        	}
        	if ( isset( $args['body'] ) && is_array( $args['body'] ) ) {
        		$args['body'] += array( 'api_key' => $key );
        	} else {
        		$body         = isset( $args['body'] ) ? $args['body'] : '';
        		$args['body'] = ( '' === $body ? '' : $body . '&' ) . 'api_key=' . $key;
        	}
        	return $args;
        }

        /**
         * Whether an answer is one that the Akismet plugin ties to the comment.
         */
        function hamlet_akismet_is_verdict( $answer ) {
        	return ! is_wp_error( $answer )
        		&& 200 === (int) wp_remote_retrieve_response_code( $answer )
        		&& in_array( wp_remote_retrieve_body( $answer ), array( 'true', 'false' ), true )
        		&& '' !== (string) wp_remote_retrieve_header( $answer, 'x-akismet-guid' );
        }

        /**
         * The answer on which every version of the Akismet plugin holds the comment for a moderator.
         */
        function hamlet_akismet_hold() {
        	return array(
        		'headers'       => array(
        			'x-akismet-guid'  => md5( uniqid( '', true ) ),
        			'x-akismet-error' => 'The spam filter did not answer.',
        		),
        		'body'          => 'false',
        		'response'      => array(
        			'code'    => 200,
        			'message' => 'OK',
        		),
        		'cookies'       => array(),
        		'filename'      => null,
        		'http_response' => null,
        	);
        }

        """#
}
