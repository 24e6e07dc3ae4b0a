<?php
/**
 * Runs the functions of the must-use plugin without WordPress.
 *
 * Usage: php wordpress_plugin_test.php PLUGIN [SERVER [KEY]]
 *
 * With SERVER the plugin really asks it, over WordPress' functions as this file replaces them; without KEY nobody is
 * expected to answer there.
 */

error_reporting( E_ALL );
set_error_handler( function ( $level, $message, $file, $line ) {
	throw new ErrorException( $message, 0, $level, $file, $line );
} );

define( 'ABSPATH', __DIR__ );

class WP_Error {
}

$filters  = array();
$requests = array();
$answer   = null;

function add_filter( $name, $function, $priority, $arguments ) {
	global $filters;
	$filters[ $name ] = array( $function, $arguments );
}

function is_wp_error( $value ) {
	return $value instanceof WP_Error;
}

function wp_remote_retrieve_response_code( $answer ) {
	return $answer['response']['code'];
}

function wp_remote_retrieve_body( $answer ) {
	return $answer['body'];
}

function wp_remote_retrieve_header( $answer, $name ) {
	return isset( $answer['headers'][ $name ] ) ? $answer['headers'][ $name ] : '';
}

/** Asks the server, or answers what the test wants. */
function wp_remote_request( $url, $args ) {
	global $answer, $requests, $server;
	$requests[] = array( $url, $args );
	// WordPress asks the filter about this request too.
	if ( false !== ask( $url, $args ) ) {
		throw new Exception( 'The plugin took its own request for one to Akismet.' );
	}
	if ( ! $server ) {
		return $answer;
	}
	$options = array(
		'method'  => 'POST',
		'header'  => 'Content-Type: application/x-www-form-urlencoded',
		'content' => $args['body'],
		'timeout' => $args['timeout'],
	);
	try {
		$body = file_get_contents( $url, false, stream_context_create( array( 'http' => $options ) ) );
	} catch ( ErrorException $error ) {
		return new WP_Error();
	}
	$headers = array();
	foreach ( array_slice( $http_response_header, 1 ) as $line ) {
		list( $name, $value )           = explode( ': ', $line, 2 );
		$headers[ strtolower( $name ) ] = $value;
	}
	return array(
		'response' => array( 'code' => (int) explode( ' ', $http_response_header[0] )[1] ),
		'body'     => $body,
		'headers'  => $headers,
	);
}

function ask( $url, $args = array(), $before = false ) {
	global $filters;
	list( $function ) = $filters['pre_http_request'];
	return $function( $before, $args, $url );
}

function expect( $condition, $what ) {
	if ( ! $condition ) {
		fwrite( STDERR, "FAILED: $what\n" );
		exit( 1 );
	}
	echo "ok  $what\n";
}

function answer( $code, $body, $guid = '0123456789abcdef0123456789abcdef' ) {
	return array(
		'response' => array( 'code' => $code ),
		'body'     => $body,
		'headers'  => $guid ? array( 'x-akismet-guid' => $guid ) : array(),
	);
}

function is_held( $answer ) {
	return 200 === $answer['response']['code'] && 'false' === $answer['body']
		&& preg_match( '/^[0-9a-f]{32}$/', $answer['headers']['x-akismet-guid'] )
		&& '' !== $answer['headers']['x-akismet-error'];
}

$server = isset( $argv[2] ) ? $argv[2] : null;
if ( $server ) {
	define( 'HAMLET_URL', $server . '/' );
} else {
	define( 'HAMLET_URL', 'https://filter.example/' );
}
require $argv[1];

$check = 'https://rest.akismet.com/1.1/comment-check';
$args  = array(
	'body'    => 'blog=https%3A%2F%2Fgarden.example&comment_content=a+remark',
	'headers' => array(
		'Host'       => 'rest.akismet.com',
		'User-Agent' => 'WordPress/7.1 | Akismet/5.7',
	),
	'timeout' => 15,
);

if ( $server && ! isset( $argv[3] ) ) {
	expect( is_held( ask( $check, $args ) ), 'a comment is held while nobody answers' );
	exit( 0 );
}

if ( $server ) {
	$args['body'] .= '&api_key=' . $argv[3];
	$verdict       = ask( $check, $args );
	expect( in_array( $verdict['body'], array( 'true', 'false' ), true ) && ! isset( $verdict['headers']['x-akismet-error'] ), 'the server judges' );
	$args['body'] = 'key=' . $argv[3] . '&blog=https%3A%2F%2Fgarden.example';
	expect( 'valid' === ask( 'https://rest.akismet.com/1.1/verify-key', $args )['body'], 'the server knows the key' );
	$args['body'] = 'api_key=ffffffffffff&blog=https%3A%2F%2Fgarden.example';
	expect( is_held( ask( $check, $args ) ), 'a comment with an unknown key is held' );
	exit( 0 );
}

expect( array( 'pre_http_request', array( 'hamlet_akismet_request', 3 ) ) === array( key( $filters ), current( $filters ) ), 'the plugin filters requests and nothing else' );
foreach ( array( 'https://example.org/', 'https://rest.akismet.com.example.org/1.1/x', 'http://akismet.com/', 'not a url', '/1.1/comment-check' ) as $url ) {
	expect( false === ask( $url, $args ), "$url is left alone" );
}
expect( 'done' === ask( $check, $args, 'done' ), 'what another plugin answered stays' );
expect( array() === $requests, 'nothing was asked so far' );

foreach ( array( 'true', 'false' ) as $body ) {
	$answer = answer( 200, $body );
	expect( ask( $check, $args ) === $answer, "the verdict $body comes through" );
}
list( $url, $sent ) = end( $requests );
expect( 'https://filter.example/1.1/comment-check' === $url, 'the server is asked in place of Akismet' );
expect( $sent['body'] === $args['body'], 'the fields stay as they are' );
expect( array( 'User-Agent' => 'WordPress/7.1 | Akismet/5.7' ) === $sent['headers'], 'the server is asked by its own name' );
expect( 5 === $sent['timeout'], 'no visitor waits longer than five seconds' );

ask( 'http://0123456789ab.rest.akismet.com/1.1/comment-check', $args );
expect( $args['body'] . '&api_key=0123456789ab' === end( $requests )[1]['body'], 'the key in the host becomes a field' );
ask( 'http://0123456789ab.rest.akismet.com/1.1/submit-ham?x=1', array( 'body' => array( 'a' => 'b' ) ) );
expect( 'https://filter.example/1.1/submit-ham?x=1' === end( $requests )[0], 'the query stays' );
expect( array( 'a' => 'b', 'api_key' => '0123456789ab' ) === end( $requests )[1]['body'], 'also where fields are a list' );

$failures = array(
	'no answer'          => new WP_Error(),
	'an error'           => answer( 503, 'false' ),
	'an invalid key'     => answer( 200, 'invalid' ),
	'a page'             => answer( 200, '<html>true</html>' ),
	'a missing guid'     => answer( 200, 'true', '' ),
);
foreach ( $failures as $what => $answer ) {
	expect( is_held( ask( $check, $args ) ), "on $what the comment is held" );
}
$answer = new WP_Error();
expect( ask( 'https://rest.akismet.com/1.1/verify-key', $args ) === $answer, 'what is no comment fails as it does' );
