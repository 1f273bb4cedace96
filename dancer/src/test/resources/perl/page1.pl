# One request to a page of Dancer 1: page1.pl CONFIG METHOD PATH COOKIE, where CONFIG is JSON of the settings.
use strict; use warnings; use utf8; use FindBin; use lib "$FindBin::Bin/lib"; use JSON::PP;
my ($config, $method, $path, $cookie) = @ARGV;
use Dancer;
my $settings = decode_json($config);
set apphandler => 'PSGI'; set startup_info => 0; set logger => 'console'; set log => 'error'; set charset => 'UTF-8';
for (sort { ($a eq 'session') <=> ($b eq 'session') } keys %$settings) { set $_ => $settings->{$_} }
get '/login/:name' => sub { session user => param('name'); session list => [1, 'two', undef, { deep => 'x' }]; 'in' };
get '/who' => sub { session('user') // 'nobody' };
get '/count' => sub { session count => (session('count') // 0) + 1; session('count') };
get '/logout' => sub { session->destroy; 'out' };
my $app = dance;
my ($p, $q) = split /\?/, $path, 2;
open my $in, '<', \'';
my $r = $app->({ REQUEST_METHOD => $method, SCRIPT_NAME => '', PATH_INFO => $p, QUERY_STRING => $q // '', REQUEST_URI => $path,
    SERVER_NAME => 'localhost', SERVER_PORT => 80, SERVER_PROTOCOL => 'HTTP/1.1', HTTP_HOST => 'localhost',
    ($cookie ? (HTTP_COOKIE => $cookie) : ()), 'psgi.version' => [1, 1], 'psgi.url_scheme' => 'http', 'psgi.input' => $in,
    'psgi.errors' => \*STDERR, 'psgi.multithread' => 0, 'psgi.multiprocess' => 0, 'psgi.run_once' => 1,
    'psgi.streaming' => 0, 'psgi.nonblocking' => 0 });
my @h = @{ $r->[1] };
while (my ($k, $v) = splice @h, 0, 2) { print "$k: $v\n" if lc $k eq 'set-cookie' }
print "\n", $r->[0], ' ', join '', ref $r->[2] eq 'ARRAY' ? @{ $r->[2] } : ();
