# A formula of Homebrew that builds netmon from its sources and runs its service for the user who installs it:
#   brew install --build-from-source ./scripts/homebrew/netmon.rb
#   brew services start netmon
# netmon has no home page and no published archive yet: whoever publishes one replaces `homepage`, and `head` by `url` and
# `sha256`.
class Netmon < Formula
  desc "Shows which application uses the network, now and for years"
  homepage "https://example.com/netmon"
  head "file://#{File.expand_path("../..", __dir__)}", using: :git

  depends_on "maven" => :build
  depends_on "openjdk"

  def install
    ENV["JAVA_HOME"] = Formula["openjdk"].opt_prefix
    system "scripts/build", "--force"
    # The archives of classes hold absolute paths, so they are created in the final folder, in post_install.
    rm Dir["bin/lib/*.aot", "bin/lib/*.jsa"]
    libexec.install Dir["bin/*"]
    man1.install Dir[libexec/"share/man/man1/*"]
    man5.install Dir[libexec/"share/man/man5/*"]
    man8.install Dir[libexec/"share/man/man8/*"]
    bash_completion.install Dir[libexec/"share/bash-completion/completions/*"]
    zsh_completion.install Dir[libexec/"share/zsh/site-functions/*"]
    fish_completion.install Dir[libexec/"share/fish/vendor_completions.d/*"]
    bin.install_symlink libexec/"netmon", libexec/"netmon-service"
  end

  def post_install
    system libexec/"lib/make-archives"
  end

  service do
    run [opt_bin/"netmon-service"]
    keep_alive true
    environment_variables LC_ALL: "en_US.UTF-8"
    log_path var/"log/netmon-service.log"
    error_log_path var/"log/netmon-service.log"
  end

  def caveats
    <<~TEXT
      netmon is not signed. Its service measures for the user who starts it:
        brew services start netmon
      Not yet tried on a Mac by its makers.
    TEXT
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/netmon version") unless head?
    system bin/"netmon", "--help"
  end
end
