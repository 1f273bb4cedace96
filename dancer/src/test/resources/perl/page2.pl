# One request to a page of Dancer 2: page2.pl CONFIG METHOD PATH COOKIE, where CONFIG is JSON of the engine's settings.
use strict; use warnings; use utf8; use FindBin; use lib "$FindBin::Bin/lib"; use JSON::PP;
my ($config, $method, $path, $cookie) = @ARGV;
package Interchange6::Schema::Result::MySession {
    use base 'DBIx::Class::Core';
    __PACKAGE__->table('my_sessions'); __PACKAGE__->add_columns('my_session_id', 'my_session_data');
    __PACKAGE__->set_primary_key('my_session_id');
}
package Interchange6::Schema {
    use base 'DBIx::Class::Schema';
    __PACKAGE__->register_class(MySession => 'Interchange6::Schema::Result::MySession');
}
package Page {
    use Dancer2;
    set engines => { session => { DBIC => JSON::PP::decode_json($config) } };
    set session => 'DBIC'; set logger => 'console'; set log => 'error'; set charset => 'UTF-8';
    get '/login/:name' => sub { session user => route_parameters->get('name'); session list => [1, 'two', undef, { deep => 'x' }]; 'in' };
    get '/who' => sub { session('user') // 'nobody' };
    get '/count' => sub { session count => (session('count') // 0) + 1; session('count') };
    get '/logout' => sub { app->destroy_session; 'out' };
}
package main;
my $app = Page->to_app;
open my $in, '<', \'';
my $r = $app->({ REQUEST_METHOD => $method, SCRIPT_NAME => '', PATH_INFO => $path, QUERY_STRING => '', REQUEST_URI => $path,
    SERVER_NAME => 'localhost', SERVER_PORT => 80, SERVER_PROTOCOL => 'HTTP/1.1', HTTP_HOST => 'localhost',
    ($cookie ? (HTTP_COOKIE => $cookie) : ()), 'psgi.version' => [1, 1], 'psgi.url_scheme' => 'http', 'psgi.input' => $in,
    'psgi.errors' => \*STDERR, 'psgi.multithread' => 0, 'psgi.multiprocess' => 0, 'psgi.run_once' => 1,
    'psgi.streaming' => 0, 'psgi.nonblocking' => 0 });
my @h = @{ $r->[1] };
while (my ($k, $v) = splice @h, 0, 2) { print "$k: $v\n" if lc $k eq 'set-cookie' }
print "\n", $r->[0], ' ', join '', ref $r->[2] eq 'ARRAY' ? @{ $r->[2] } : ();
