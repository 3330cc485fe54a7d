"""Words that tell the name of a person from a title, a venue or an institution."""

from __future__ import annotations

from typing import Final

__all__ = ["ACRONYMS", "NOT_OF_NAMES", "ORGANISATIONS", "PARTICLES", "SUFFIXES", "SURNAMES"]


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES: Final = _these(
    "'n 's 't a' aan af al al- av ben bin bint d' da dal das de dei del dela della delle den der des di do dos du "
    "e el i ibn la las le los op st. te ten ter tho thoe thor ul und v. van vander vd vom von vor y za zu zum zur "
)

# In capitals, these are not initials.
ACRONYMS: Final = _these(
    "AI API AR CV GPT GPU HCI IE IR KG LLM LM ML MT NER NLG NLI NLP NLU QA RAG RL UAE UK US USA VR"
)

SUFFIXES: Final = _these("jr jr. sr sr. ii iii iv 2nd 3rd")

# Who publishes it, and where. All in lower case.
ORGANISATIONS: Final = _these(
    "academy acm adobe amazon anthropic apple arxiv association baidu bureau bytedance center centre college "
    "commission committee company consortium cooperation corp corporation council cvpr deepmind deepseek "
    "department disney division eccv emnlp facebook faculty gmbh google government group huawei hub hugging ibm "
    "iccv iclr icml ieee inc inc. inria institut institute institutes institution international kaist lab "
    "laboratories laboratory labs limited ltd ltd. meituan meta microsoft ministry mistral mit naacl national "
    "nature nec neurips nips nvidia openai organization polytechnic publications publisher publishers publishing "
    "qualcomm salesforce samsung school sensetime society sony springer stanford startup team tech tencent "
    "tsinghua universidad universitat university universität université usenix xiaomi yahoo "
)

# What stands in titles, topics, venues and institutions, and is hardly anybody's name. All in lower case.
NOT_OF_NAMES: Final = ORGANISATIONS | _these(
    # what papers are about
    "3d abstract abstraction acoustic action active activity adaptation adapting adaptive adversarial agent "
    "agentic agents algorithm algorithms alignment analysis analytics annotation anomaly answering applications "
    "applied approach approaches architecture architectures arithmetic artificial assistant asynchronous attack "
    "attacks attention attribution audio augmentation augmented autoencoder autoencoders automated automatic "
    "autonomous aware backdoor bandits based bayesian benchmark benchmarking benchmarks beyond bias bidirectional "
    "biomedical blog book boosting boundary bridging building caching caption captioning causal chain challenge "
    "challenges channel chatbot chatbots classification classifier classifiers clinical cloud clustering code "
    "codebase coding cognition cognitive collaborative collection common communication communications community "
    "compiler compilers completion compositional comprehension compressed compression computation computational "
    "computer computers computing concept concepts conditional conference construction context contextual "
    "continual contrastive control controllable conversation conversational convolution convolutional copilot "
    "corpora corpus counterfactual course customization data database databases dataset datasets debugging "
    "decision decoder decoding decomposition deep defense defenses demo demonstration demonstrations denoising "
    "dense dependency depth design detecting detection detector development dialog dialogue diffusion digital "
    "dimensional discovery discrete discrimination discriminative distillation distributed distribution document "
    "documents domain domains driven driving dynamic dynamics edge editing editor education efficient eliciting "
    "embedding embeddings embodied emergent emotion empirical empowering encoder encoding energy engine "
    "engineering enhanced enhancing entailment entity entropy environment estimation ethics evaluating evaluation "
    "event evidence evolutionary experts explainability explainable exploration exploring expression extended "
    "extracting extraction face facial fact factual fairness fast feature features federated feedback few-shot "
    "finance financial findings fine-grained fine-tuned fine-tuning flow flows foundation foundations framework "
    "frameworks full function functional fusion game games general generalist generalization generalized "
    "generating generation generative gesture github global gpu gradient grammar graph graphical graphs grounded "
    "grounding guide guided hallucination hands-on hardware hate head hidden hierarchical high homepage human "
    "humanities hybrid hyperparameter idea ideas identification image imagery images imaging imitation "
    "implementation implicit improved improving in-context industrial inference information infrastructure "
    "initialization instance instruct instruction instructions integrated intelligence intelligent intent "
    "interaction interactive interface interpolation interpretability interpretable introduction inverse issues "
    "joint journal kernel kernels keynote knowledge label labeling language languages large latent layer learned "
    "learner learners learning lecture lectures leveraging lightweight linear linguistic link linking literature "
    "local localization logic logical machine machines magazine management manipulation mapping markov masked "
    "matching math mathematical mathematics matrix measuring medical medicine memory mesh meta meta-learning "
    "method methods metric metrics mining misc mixed mixture mobile modal model modeling modelling models modular "
    "molecular motion multi-agent multi-modal multi-task multilingual multimedia multimodal multitask multiview "
    "music natural navigation network networking networks neural neuron neurons neuroscience news node noise "
    "noisy normalization normalizing notebook object objects offline online ontology open open-source operation "
    "operations optical optimal optimization optimizing others outlier overview paper papers parallel parameter "
    "parameter-efficient parameters paraphrase parsing part partial patch pattern patterns perception performance "
    "personalized perspective physical physics planning platform point policies policy pose posts practical "
    "practice pre-trained pre-training predicting prediction predictive preference preferences preprint "
    "pretrained pretraining principles privacy probabilistic probing problem problems proceedings process "
    "processes processing product program programming programs progress project projects prompt prompting prompts "
    "proof proofs properties property protein protocol provable pruning quality quantization quantized quantum "
    "query question questions random ranking real-time reality reasoning recent recognition recognizing "
    "recommendation recommendations recommender reconstruction recovery recurrent reference references refinement "
    "region regression regularization reinforcement relation relational relations removal rendering "
    "reparameterization report repository representation representations reproducibility reranking research "
    "residual resolution resource resources retrieval reverse review reviews reward rewarding robot robotic "
    "robotics robots robust robustness safe safety sampling scalable scale scaling scene scenes science sciences "
    "scientific scoring scratch script search security segmentation self-attention self-supervised semantic "
    "semantics semi-supervised sensing sentence sentiment sequence sequences sequential series set shape "
    "short-term signal similarity simple simulation single slides social software solving source space sparse "
    "spatial speaker spectral speech speedup spoken stable state static statistical statistics stereo stochastic "
    "streaming structural structure structured studies study style summarization super-resolution supervised "
    "supervision survey surveys symbolic symposium synthesis synthesized synthetic system systematic systems "
    "table tables tabular target task tasks taxonomy technical techniques technologies technology template "
    "temporal tensor test testing tests text texts texture theorem theoretical theory thesis time tool toolbox "
    "toolkit tools top topic tracking tracks trained training trajectory transactions transfer transferable "
    "transformer transformers translation tree trees trust trustworthy tuning tutorial tutorials uncertainty "
    "understanding unified universal unlearning unsupervised user using variational vector verification version "
    "video videos view vision visual visualization visually voice vulnerability web website wild word words "
    "workshop workshops world zero-shot "
    # what stands beside them
    "accepted algs annual awesome backlog changelog chart coin commit configuration contact content contents "
    "contributing contributors curriculum date december deformable detected dropout edges experienced faces fall "
    "february friday future here heterogeneous hires history hypertext installation january java javascript july "
    "keyword keywords kotlin last license linkage list lists log march mask measures monday none november october "
    "oral order package packages pages path pdf php platforms pooling poster primarily publication published pull "
    "python quick recommended repo repos requests ruby rust saturday scheme september shortest size spotlight "
    "spring star student students studio submitted summer sunday terms thursday tiny trillion tuesday under "
    "update updated updates various vertex volume wednesday welcome winter "
    # words of sentences
    "a about above across after against all also among another any anything are be been before after being between "
    "both but by cannot could does down during each every everything exploiting first for from fully getting has have "
    "how if into it its less let made make making many more most much need new next no not nothing on one only "
    "our out over rethinking revisiting same second should some such than that the their them then there these "
    "they this those three through toward towards two understand up us via was we were what when where whether "
    "which while who whose why with within without your "
)  # fmt: skip

# The surnames of nine in ten Chinese: what tells 张三 from 学习.
SURNAMES: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜"
    "詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植"
)

# The surnames of two characters that are most frequent in Japan, of some half of its people.
_JAPANESE: Final = (
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 山口 松本 井上 木村 斎藤 "
    "斉藤 清水 山崎 阿部 池田 橋本 山下 石川 中島 前田 藤田 小川 後藤 岡田 村上 近藤 石井 坂本 "
    "遠藤 青木 藤井 西村 福田 太田 三浦 藤原 岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 "
    "中山 石田 上田 森田 小島 柴田 工藤 横山 宮崎 宮本 内田 高木 安藤 谷口 大野 丸山 今井 高田 "
    "藤本 武田 村田 上野 杉山 増田 平野 大塚 千葉 久保 松井 岩崎 野口 松尾 菊地 菊池 佐野 野村 "
    "新井 古川 桜井 小山 市川 水野 荒木 大西 島田 北村 安田 川口 平田 川崎 飯田 吉川 本田 沢田 "
    "辻本 黒田 河野 永井 福島 尾崎 服部 秋山 樋口 土屋 大島 馬場 中田 星野 早川 石原 田口 川上 "
    "横田 関口 熊谷 奥村 永田 浜田 西田 本間 岡崎 松下 矢野 野田 須藤 片山 西川 松村 三宅 堀内 "
    "大谷 吉村 望月 岩田 萩原 川村 松岡 今村 田辺 小松"
)
JAPANESE_SURNAMES: Final = frozenset(_JAPANESE.split())
